package io.peristyle.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data directory for one server. The server has a lock of its own, but is told its ports by a file there, which it
 * reads again whenever it changes: a second one must not get as far as writing it.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "peristyle.lock";

    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Makes the directory if it is not there, and takes it.
     *
     * @throws ServerStartException if another server has it, or it cannot be written to
     */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel file =
                    FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(file)) {
                return new DirectoryLock(file);
            }
            file.close();
        } catch (IOException e) {
            throw new ServerStartException("the data directory " + directory + " cannot be used: " + e, e);
        }
        throw new ServerStartException("the data directory " + directory
                + " is used by another server; close that one first, or name another directory");
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Lets another server have the directory. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // The lock is gone with the descriptor, whatever closing it says.
        }
    }
}
