package io.peristyle.pdfscan.work;

import io.peristyle.pdfscan.document.DocumentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory where uploads lie until they are scanned: {@code <id>.part} while they arrive, {@code <id>.pdf} then. What it
 * has is sensitive: it is readable by its owner alone, and every file is deleted as soon as it is not needed.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String PART = ".part";
    private static final String WHOLE = ".pdf";

    private static final String LOCK = ".lock";
    private static final String TEMPORARY = "memory-";

    private final Path directory;
    private final FileChannel lockFile;
    private final boolean temporary;

    private Spool(Path directory, FileChannel lockFile, boolean temporary) {
        this.directory = directory;
        this.lockFile = lockFile;
        this.temporary = temporary;
    }

    /**
     * Opens a directory, and deletes what of it never arrived as a whole.
     *
     * @throws SpoolException if another process uses it, or it cannot be written to
     */
    public static Spool open(Path directory) {
        return open(directory, false);
    }

    /**
     * Opens a directory of this process's own in {@code parent} for documents that nobody knows once the process has ended, and
     * deletes it when closed; those of processes that were killed before they could do so are deleted at once.
     *
     * @throws SpoolException if {@code parent} is another user's, who could put a directory of their own in its place
     */
    public static Spool openTemporary(Path parent) {
        try {
            Files.createDirectories(parent);
            requireOwn(parent);
            try (Stream<Path> entries = Files.list(parent)) {
                for (Path left : entries.filter(Spool::isTemporary).toList()) {
                    deleteIfLeft(left);
                }
            }
        } catch (IOException e) {
            throw unusable(parent, e);
        }
        return open(parent.resolve(TEMPORARY + ProcessHandle.current().pid()), true);
    }

    private static void requireOwn(Path parent) throws IOException {
        Path probe = Files.createTempFile(parent, ".owner", "");
        try {
            UserPrincipal owner = Files.getOwner(parent);
            if (!owner.equals(Files.getOwner(probe)) && !owner.getName().equals("root")) {
                throw new SpoolException("PDF_SCAN_SPOOL is " + parent + ", which belongs to " + owner.getName()
                        + "; name a directory that is yours");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static SpoolException unusable(Path directory, IOException cause) {
        return new SpoolException("PDF_SCAN_SPOOL is " + directory + ", which cannot be used (" + cause + ")", cause);
    }

    private static boolean isTemporary(Path entry) {
        return entry.getFileName().toString().matches(TEMPORARY + "\\d+") && Files.exists(entry.resolve(LOCK));
    }

    private static void deleteIfLeft(Path directory) throws IOException {
        try (FileChannel lockFile = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (lock(lockFile) != null) {
                new Spool(directory, lockFile, true).deleteAll();
            }
        }
    }

    private static Spool open(Path directory, boolean temporary) {
        try {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel lockFile =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new SpoolException("PDF_SCAN_SPOOL is " + directory
                        + ", which another PDF Scan uses; give each of them a directory of its own");
            }
            Spool spool = new Spool(directory, lockFile, temporary);
            spool.files(PART).forEach(spool::delete);
            return spool;
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Where the bytes of an upload go. */
    public Path part(UUID id) {
        return directory.resolve(id + PART);
    }

    /** Where an upload lies that is whole. */
    public Path whole(UUID id) {
        return directory.resolve(id + WHOLE);
    }

    /** Says that an upload is whole. */
    public void accept(UUID id) throws IOException {
        Files.move(part(id), whole(id));
    }

    /** Forgets an upload, whole or not. */
    public void delete(UUID id) {
        delete(part(id));
        delete(whole(id));
    }

    /** When the last byte of an upload came; the distant future if it is not here. */
    Instant wholeSince(UUID id) {
        try {
            return Files.getLastModifiedTime(whole(id)).toInstant();
        } catch (NoSuchFileException gone) {
            return Instant.MAX;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The uploads that are whole, the eldest first. */
    public List<UUID> uploads() {
        List<UUID> ids = new ArrayList<>();
        for (Path file : files(WHOLE)) {
            String name = file.getFileName().toString();
            UUID id = DocumentId.parse(name.substring(0, name.length() - WHOLE.length()));
            if (id != null) {
                ids.add(id);
            }
        }
        ids.sort((a, b) -> uploadTime(a).compareTo(uploadTime(b)));
        return ids;
    }

    /** Lets another process use the directory, or deletes it if it was a temporary one. */
    @Override
    public void close() {
        try {
            if (temporary) {
                deleteAll();
            }
            lockFile.close();
        } catch (IOException e) {
            LOG.debug("The lock of {} could not be given up", directory, e);
        }
    }

    private static Instant uploadTime(UUID id) {
        return DocumentId.uploadTime(id);
    }

    private void deleteAll() throws IOException {
        uploads().forEach(this::delete);
        files(PART).forEach(this::delete);
        delete(directory.resolve(LOCK));
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            LOG.info("{} has files of others, and stays", directory);
        }
    }

    private List<Path> files(String suffix) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted; it may hold sensitive data", file, e);
        }
    }
}
