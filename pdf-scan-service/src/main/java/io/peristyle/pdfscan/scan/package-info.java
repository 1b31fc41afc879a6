/** Finds sensitive data in PDFs, in processes of their own. */
@org.jspecify.annotations.NullMarked
package io.peristyle.pdfscan.scan;
