package io.peristyle.cluster;

/**
 * The place of an operation that may take several statements, and time between them.
 *
 * @param statements where it runs them
 * @param end gives the place up, once all of its statements were started; may be called again
 */
public record Place(StatementExecutor statements, Runnable end) {}
