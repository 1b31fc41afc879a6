package io.peristyle.benchmarks.contender;

/**
 * What a contender is told when it is made.
 *
 * @param variant one of its ways to work; empty: the ordinary one
 */
public record Setup(Workload workload, String variant, ServerAddress server) {}
