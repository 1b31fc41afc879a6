package io.peristyle.pdfscan.document;

/**
 * How long the operations of one name took, in milliseconds; percentiles are interpolated between what was measured.
 */
public record OperationSummary(
        String operation, long count, double average, double minimum, double maximum, double p50, double p95) {}
