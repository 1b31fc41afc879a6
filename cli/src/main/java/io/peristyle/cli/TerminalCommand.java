package io.peristyle.cli;

import java.util.concurrent.Callable;

/** A command that reads from and writes to the terminal that its constructor is given. Returns the exit code. */
interface TerminalCommand extends Callable<Integer> {
    int OK = 0;
    int FAILED = 1;
}
