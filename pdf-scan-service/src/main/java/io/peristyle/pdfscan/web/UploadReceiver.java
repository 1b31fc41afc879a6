package io.peristyle.pdfscan.web;

import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.DocumentId;
import io.peristyle.pdfscan.work.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * The bytes of one upload on their way into the spool. Of a file that will be refused the rest is read and dropped, so that the
 * client hears why instead of a broken connection; but no more than {@link #PATIENCE} times what is allowed. Not thread-safe:
 * takes one event after another.
 */
final class UploadReceiver {
    private static final byte[] SIGNATURE = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /** Readers of PDFs look for the signature in so many bytes. */
    private static final int HEAD = 1024;

    private static final int PATIENCE = 4;

    private final Spool spool;
    private final long maximumBytes;
    private final UUID id;
    private final byte[] head = new byte[HEAD];
    private volatile @Nullable AsynchronousFileChannel file;
    private volatile boolean discarded;
    private @Nullable String filename;
    private @Nullable ApiException refusal;
    private boolean whole;
    private long size;
    private long dropped;

    UploadReceiver(Spool spool, long maximumBytes, Instant now) {
        this.spool = spool;
        this.maximumBytes = maximumBytes;
        this.id = DocumentId.at(now);
    }

    /** Takes an event and what is in it; completes when that is on disk. */
    Mono<Void> take(PartEvent event) {
        byte[] content = new byte[event.content().readableByteCount()];
        // Copied, so that nothing is left to be released by whoever cancels the request while it is written.
        event.content().read(content);
        DataBufferUtils.release(event.content());
        boolean isFile = event instanceof FilePartEvent && event.name().equals("file") && !whole;
        if (!isFile || refusal != null) {
            return drop(content.length);
        }
        if (filename == null) {
            filename = FileNames.plain(((FilePartEvent) event).filename());
        }
        whole = event.isLast();
        look(content);
        size += content.length;
        if (size > maximumBytes) {
            refusal = new ApiException(
                    ErrorCode.FILE_TOO_LARGE,
                    "The file is too large.",
                    "At most " + maximumBytes / (1024 * 1024) + " MB are accepted.");
        } else if ((size >= HEAD || whole) && !hasSignature()) {
            refusal = new ApiException(
                    ErrorCode.INVALID_FILE_TYPE,
                    "The file is no PDF.",
                    "PDFs begin with %PDF-, whatever their name is.");
        }
        long position = size - content.length;
        return refusal != null
                ? drop(content.length)
                : open().flatMap(opened -> write(opened, ByteBuffer.wrap(content), position))
                        .onErrorMap(IOException.class, UploadReceiver::unwritable);
    }

    /** Closes the file and puts it in its place; fails with an {@link ApiException} if it is none to be accepted. */
    Mono<Received> finish() {
        ApiException refused = refusal;
        String name = filename;
        if (refused != null) {
            return Mono.error(refused);
        }
        if (name == null || !whole) {
            return Mono.error(new ApiException(
                    ErrorCode.MISSING_FILE, "There is no file.", "Send it as the multipart field \"file\"."));
        }
        return Mono.fromCallable(() -> {
                    close();
                    spool.accept(id);
                    return new Received(id, name, size);
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(IOException.class, UploadReceiver::unwritable);
    }

    /** Forgets what was received. */
    void discard() {
        discarded = true;
        Schedulers.boundedElastic().schedule(() -> {
            try {
                close();
            } catch (IOException e) {
                // It is deleted anyway.
            }
            spool.delete(id);
        });
    }

    /** Not to be taken for a failure of the connection. */
    private static BackendUnavailableException unwritable(IOException failure) {
        return new BackendUnavailableException("uploads cannot be written to the disk", failure, true);
    }

    private void look(byte[] content) {
        for (int i = 0; size + i < HEAD && i < content.length; i++) {
            head[(int) size + i] = content[i];
        }
    }

    private boolean hasSignature() {
        int end = (int) Math.min(size, HEAD) - SIGNATURE.length;
        for (int at = 0; at <= end; at++) {
            int i = 0;
            while (i < SIGNATURE.length && head[at + i] == SIGNATURE[i]) {
                i++;
            }
            if (i == SIGNATURE.length) {
                return true;
            }
        }
        return false;
    }

    private Mono<Void> drop(int length) {
        dropped += length;
        return dropped > PATIENCE * maximumBytes && refusal != null ? Mono.error(refusal) : Mono.empty();
    }

    private static Mono<Void> write(AsynchronousFileChannel file, ByteBuffer content, long position) {
        return content.hasRemaining()
                ? Mono.<Integer>create(sink -> file.write(content, position, sink, new Written()))
                        .flatMap(written -> write(file, content, position + written))
                : Mono.empty();
    }

    private Mono<AsynchronousFileChannel> open() {
        AsynchronousFileChannel known = file;
        return known != null
                ? Mono.just(known)
                : Mono.fromCallable(() -> {
                            AsynchronousFileChannel opened = spool.create(id);
                            file = opened;
                            if (discarded) {
                                discard();
                            }
                            return opened;
                        })
                        .subscribeOn(Schedulers.boundedElastic());
    }

    private void close() throws IOException {
        AsynchronousFileChannel opened = file;
        if (opened != null) {
            opened.close();
        }
    }

    /** A file that lies in the spool as a whole. */
    record Received(UUID id, String filename, long size) {}

    private static final class Written implements CompletionHandler<Integer, MonoSink<Integer>> {
        @Override
        public void completed(Integer written, MonoSink<Integer> sink) {
            sink.success(written);
        }

        @Override
        public void failed(Throwable failure, MonoSink<Integer> sink) {
            sink.error(failure);
        }
    }
}
