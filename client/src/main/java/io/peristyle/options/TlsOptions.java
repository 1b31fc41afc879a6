package io.peristyle.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the connections to the servers. Files are read when the client is made, and again when they have changed: new
 * connections use what the files hold then. Immutable.
 *
 * @param mode how the server is verified; {@link SslMode#DISABLED} by default
 * @param provider who encrypts
 * @param trust which authorities are believed
 * @param identity how the client shows who it is
 * @param serverName sent as SNI and expected in the certificate in place of the endpoint's host; null: the endpoint's host
 */
public record TlsOptions(
        SslMode mode,
        Provider provider,
        Trust trust,
        Identity identity,
        @Nullable String serverName) {
    /** No TLS. */
    public static final TlsOptions DISABLED =
            new TlsOptions(SslMode.DISABLED, Provider.JDK, new Trust(null, null), new Identity(null, null, null), null);

    /** TLS that believes the JDK's authorities and compares the server's name. */
    public static final TlsOptions STRICT = DISABLED.withMode(SslMode.STRICT);

    /** Whether connections are encrypted. */
    public boolean isEnabled() {
        return mode != SslMode.DISABLED;
    }

    /** The same if it is enabled, else the same with {@link SslMode#STRICT}. */
    public TlsOptions enabled() {
        return isEnabled() ? this : withMode(SslMode.STRICT);
    }

    /** The same with another way to verify servers. */
    public TlsOptions withMode(SslMode mode) {
        return new TlsOptions(mode, provider, trust, identity, serverName);
    }

    /** The same with another provider. */
    public TlsOptions withProvider(Provider provider) {
        return new TlsOptions(mode, provider, trust, identity, serverName);
    }

    /** The same with other authorities. */
    public TlsOptions withTrust(Trust trust) {
        return new TlsOptions(mode, provider, trust, identity, serverName);
    }

    /** The same with another identity of the client. */
    public TlsOptions withIdentity(Identity identity) {
        return new TlsOptions(mode, provider, trust, identity, serverName);
    }

    /** The same with another name to send and to expect. */
    public TlsOptions withServerName(String serverName) {
        return new TlsOptions(mode, provider, trust, identity, serverName);
    }

    /**
     * Which authorities are believed; those of the JDK if neither is given. At most one is.
     *
     * @param rootCertificate a PEM file of one certificate or several
     * @param store a key store with trusted certificates
     */
    public record Trust(
            @Nullable Path rootCertificate, @Nullable KeyStoreFile store) {}

    /**
     * How the client shows who it is; not at all if nothing is given. Either both PEM files or the store.
     *
     * @param certificate a PEM file: the client's certificate, and those between it and the authority
     * @param key a PEM file with the certificate's private key in PKCS #8, not encrypted
     * @param store a key store with both
     */
    public record Identity(
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable KeyStoreFile store) {}

    /** Who encrypts. */
    public enum Provider {
        /** The JDK. */
        JDK,
        /** OpenSSL or BoringSSL; needs {@code io.netty:netty-tcnative-boringssl-static} on the class path. */
        OPENSSL
    }
}
