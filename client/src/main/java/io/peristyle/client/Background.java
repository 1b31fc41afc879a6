package io.peristyle.client;

import io.peristyle.cluster.StatementExecutor;

/**
 * Where statements run that nobody waits for.
 *
 * @param line where they wait for their turn
 * @param statements where they run then, while the client is being closed, too
 */
record Background(BackgroundStatements line, StatementExecutor statements) {}
