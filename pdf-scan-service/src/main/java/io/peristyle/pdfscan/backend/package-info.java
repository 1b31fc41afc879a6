/** Where documents, findings and metrics are kept: in memory, or in ClickHouse. */
@org.jspecify.annotations.NullMarked
package io.peristyle.pdfscan.backend;
