package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A body of named texts, {@code multipart/form-data}, for what is too long for a request's target. */
final class Form {
    private final String boundary = UUID.randomUUID().toString();
    private final ByteBuf out;

    /** Appends to {@code out}. */
    Form(ByteBuf out) {
        this.out = out;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    Form add(String name, String value) {
        ByteBufUtil.writeUtf8(
                out, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        ByteBufUtil.writeUtf8(out, "\r\n");
        return this;
    }

    void end() {
        ByteBufUtil.writeUtf8(out, "--" + boundary + "--\r\n");
    }
}
