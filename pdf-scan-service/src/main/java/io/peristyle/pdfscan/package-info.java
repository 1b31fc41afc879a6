/** PDF Scan: a service that looks for sensitive data in PDFs. */
@org.jspecify.annotations.NullMarked
package io.peristyle.pdfscan;
