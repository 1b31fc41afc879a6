package io.peristyle.client;

import io.peristyle.query.Summary;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A statement that nobody waits for.
 *
 * @param target the table, or the statement, for those who are told of its failure
 * @param rows its rows; -1 if that is not known
 * @param bytes what its values take in memory, about
 * @param start runs it
 */
record BackgroundTask(String target, long rows, long bytes, Function<Engine, CompletableFuture<Summary>> start) {}
