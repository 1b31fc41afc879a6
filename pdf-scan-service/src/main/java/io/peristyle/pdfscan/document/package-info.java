/** What is stored: documents, findings and metrics of operations, and the interfaces of those who store them. */
@org.jspecify.annotations.NullMarked
package io.peristyle.pdfscan.document;
