/** The way of an upload: kept on disk, scanned, its findings stored; gone on with after a restart. */
@org.jspecify.annotations.NullMarked
package io.peristyle.pdfscan.work;
