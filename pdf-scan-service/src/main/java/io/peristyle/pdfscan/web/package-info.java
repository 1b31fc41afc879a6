/** What is answered over HTTP. */
@org.jspecify.annotations.NullMarked
package io.peristyle.pdfscan.web;
