package io.peristyle.pdfscan.work;

import io.peristyle.pdfscan.document.DocumentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory where uploads lie until they are scanned: {@code <id>.part} while they arrive, {@code <id>.pdf} then. What it
 * has is sensitive: every file is readable by its owner alone, and deleted as soon as it is not needed. Files of other names
 * are left alone.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String PART = ".part";
    private static final String WHOLE = ".pdf";

    private static final String LOCK = ".lock";
    private static final String TEMPORARY = "memory-";

    private static final Set<PosixFilePermission> ALONE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES = PosixFilePermissions.fromString("rw-------");

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
            keepOthersOut(directory);
            FileChannel lockFile =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new SpoolException("PDF_SCAN_SPOOL is " + directory
                        + ", which another PDF Scan uses; give each of them a directory of its own");
            }
            Spool spool = new Spool(directory, lockFile, temporary);
            spool.ids(PART).forEach(id -> spool.delete(spool.part(id)));
            return spool;
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /** Of a directory that others use, too, only the files are closed to them: see {@link #create}. */
    private static void keepOthersOut(Path directory) throws IOException {
        if (!isPosix(directory)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (ALONE.containsAll(permissions)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.allMatch(Spool::isOurs)) {
                Files.setPosixFilePermissions(directory, ALONE);
            } else {
                LOG.warn(
                        "PDF_SCAN_SPOOL is {}, which has files of others and is open to them ({}); name a directory of its own",
                        directory,
                        PosixFilePermissions.toString(permissions));
            }
        }
    }

    private static boolean isOurs(Path entry) {
        String name = entry.getFileName().toString();
        return name.equals(LOCK) || isTemporary(entry) || idOf(name, PART) != null || idOf(name, WHOLE) != null;
    }

    private static boolean isPosix(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix");
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Makes the file where the bytes of an upload go, for its owner alone. */
    public AsynchronousFileChannel create(UUID id) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return isPosix(directory)
                ? AsynchronousFileChannel.open(
                        part(id), options, null, PosixFilePermissions.asFileAttribute(OWNER_READS_AND_WRITES))
                : AsynchronousFileChannel.open(part(id), options, null);
    }

    Path part(UUID id) {
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

    /** The uploads that are whole, the eldest first. */
    public List<UUID> uploads() {
        return ids(WHOLE);
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

    private void deleteAll() throws IOException {
        ids(WHOLE).forEach(this::delete);
        ids(PART).forEach(this::delete);
        delete(directory.resolve(LOCK));
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            LOG.info("{} has files of others, and stays", directory);
        }
    }

    /** The uploads that have a file with this suffix, the eldest first; other files are none of ours. */
    private List<UUID> ids(String suffix) {
        List<UUID> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                UUID id = idOf(file.getFileName().toString(), suffix);
                if (id != null && Files.isRegularFile(file)) {
                    ids.add(id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        }
        ids.sort(Comparator.comparing(DocumentId::uploadTime));
        return ids;
    }

    private static @Nullable UUID idOf(String name, String suffix) {
        return name.endsWith(suffix) ? DocumentId.parse(name.substring(0, name.length() - suffix.length())) : null;
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted; it may hold sensitive data", file, e);
        }
    }
}
