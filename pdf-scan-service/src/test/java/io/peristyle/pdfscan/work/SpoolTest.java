package io.peristyle.pdfscan.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.pdfscan.document.DocumentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private final UUID upload = DocumentId.at(Instant.now());

    @TempDir
    private Path directory;

    @Test
    void keepsUploadsForTheNextProcess() throws IOException {
        try (Spool spool = Spool.open(directory)) {
            Files.writeString(spool.part(upload), "%PDF-");
            spool.accept(upload);
        }

        try (Spool next = Spool.open(directory)) {
            assertThat(next.uploads()).containsExactly(upload);
        }
    }

    @Test
    void deletesOnlyUploadsThatNeverArrivedAsAWhole() throws IOException {
        Path foreign = Files.writeString(directory.resolve("holiday.iso.part"), "mine");
        Path unfinished = Files.writeString(directory.resolve(upload + ".part"), "%PDF-");

        try (Spool spool = Spool.open(directory)) {
            assertThat(spool.uploads()).isEmpty();
        }

        assertThat(foreign).exists();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void closesADirectoryOfItsOwnToOthersAndInAnotherItsFiles() throws IOException {
        Set<PosixFilePermission> open = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(directory, open);
        Path foreign = Files.writeString(directory.resolve("letter.txt"), "mine");

        try (Spool shared = Spool.open(directory)) {
            shared.create(upload).close();

            assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(open);
            assertThat(Files.getPosixFilePermissions(shared.part(upload)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        Files.delete(foreign);
        Spool.open(directory).close();

        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aTemporaryOneLeavesAloneWhatIsNotItsOwn() throws IOException {
        Path letter = Files.writeString(directory.resolve("letter.pdf"), "mine");
        try (Spool kept = Spool.open(directory)) {
            Files.writeString(kept.part(upload), "%PDF-");
            kept.accept(upload);
        }

        try (Spool temporary = Spool.openTemporary(directory)) {
            assertThat(temporary.uploads()).isEmpty();
        }

        assertThat(letter).exists();
        try (Spool kept = Spool.open(directory)) {
            assertThat(kept.uploads()).containsExactly(upload);
        }
    }

    @Test
    void aTemporaryOneEndsWithItsProcess() throws IOException {
        Path file;
        try (Spool temporary = Spool.openTemporary(directory)) {
            Files.writeString(temporary.part(upload), "%PDF-");
            temporary.accept(upload);
            file = temporary.whole(upload);
            assertThat(file).exists();
        }

        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aTemporaryOneOfAProcessThatWasKilledIsDeletedByTheNext() throws IOException {
        Path left = Files.createDirectory(directory.resolve("memory-999999999"));
        Files.createFile(left.resolve(".lock"));
        Files.writeString(left.resolve(upload + ".pdf"), "%PDF-");

        Spool.openTemporary(directory).close();

        assertThat(left).doesNotExist();
    }

    @Test
    void aTemporaryOneIsRefusedInAnotherUsersDirectory() throws IOException {
        Path foreign = Files.createDirectory(directory.resolve("foreign"));
        try {
            Files.setOwner(
                    foreign,
                    foreign.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            Assumptions.abort("only root may give a directory away");
        }

        assertThatThrownBy(() -> Spool.openTemporary(foreign))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("belongs to nobody");
    }

    @Test
    void aTemporaryOneIsNotDeletedWhileItIsUsed() throws IOException {
        Path used = directory.resolve("memory-999999999");
        try (Spool other = Spool.open(used)) {
            Files.writeString(other.part(upload), "%PDF-");
            other.accept(upload);

            Spool.openTemporary(directory).close();

            assertThat(other.uploads()).containsExactly(upload);
        }
    }
}
