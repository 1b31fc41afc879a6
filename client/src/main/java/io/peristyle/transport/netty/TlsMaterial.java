package io.peristyle.transport.netty;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.KeyStoreFile;
import io.peristyle.options.SslMode;
import io.peristyle.options.TlsOptions;
import io.peristyle.options.TlsOptions.Identity;
import io.peristyle.options.TlsOptions.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The files behind {@link TlsOptions}, and what is made of them. Reads files: not for event loops. */
final class TlsMaterial {
    private final TlsOptions options;
    private final List<Path> files;

    TlsMaterial(TlsOptions options) {
        this.options = options;
        Trust trust = options.trust();
        Identity identity = options.identity();
        this.files = Stream.of(
                        trust.rootCertificate(),
                        pathOf(trust.store()),
                        identity.certificate(),
                        identity.key(),
                        pathOf(identity.store()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether there is anything that may change. */
    boolean hasFiles() {
        return !files.isEmpty();
    }

    /** Tells one state of the files from another: the times of their last changes, and their sizes. */
    List<Object> state() {
        List<Object> state = new ArrayList<>();
        for (Path file : files) {
            try {
                state.add(Files.getLastModifiedTime(file));
                state.add(Files.size(file));
            } catch (IOException e) {
                state.add(e.toString());
            }
        }
        return state;
    }

    /**
     * Reads the files.
     *
     * @throws ConfigurationException if one cannot be read or does not hold what it should
     */
    SslContext load() {
        SslContextBuilder builder =
                SslContextBuilder.forClient().sslProvider(provider()).protocols("TLSv1.3", "TLSv1.2");
        trust(builder);
        identify(builder);
        if (options.mode() != SslMode.STRICT) {
            builder.endpointIdentificationAlgorithm(null);
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new ConfigurationException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private SslProvider provider() {
        if (options.provider() == TlsOptions.Provider.JDK) {
            return SslProvider.JDK;
        }
        if (!OpenSsl.isAvailable()) {
            throw new ConfigurationException(
                    "ssl_provider openssl needs io.netty:netty-tcnative-boringssl-static on the class path; leave it to"
                            + " be jdk, or add that",
                    OpenSsl.unavailabilityCause());
        }
        return SslProvider.OPENSSL;
    }

    private void trust(SslContextBuilder builder) {
        Trust trust = options.trust();
        if (options.mode() == SslMode.INSECURE_TRUST_ALL) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (trust.rootCertificate() != null) {
            Path file = trust.rootCertificate();
            var unused = read("ssl_root_cert", file, () -> builder.trustManager(file.toFile()));
        } else if (trust.store() != null) {
            KeyStoreFile file = trust.store();
            builder.trustManager(read("trust_store", file.path(), () -> {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                KeyStore store = open(file);
                if (!hasCertificate(store)) {
                    throw new KeyStoreException("no certificate can be read from it");
                }
                factory.init(store);
                return factory;
            }));
        }
    }

    private void identify(SslContextBuilder builder) {
        Identity identity = options.identity();
        Path certificate = identity.certificate();
        Path key = identity.key();
        if (certificate != null && key != null) {
            PemIdentity pem = read("ssl_cert, ssl_key", certificate, () -> PemIdentity.read(certificate, key));
            builder.keyManager(pem.key(), pem.chain());
        } else if (identity.store() != null) {
            KeyStoreFile file = identity.store();
            builder.keyManager(read("key_store", file.path(), () -> {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                KeyStore store = open(file);
                if (!hasKey(store)) {
                    throw new KeyStoreException("no key can be read from it");
                }
                factory.init(store, file.password().get().toCharArray());
                return factory;
            }));
        }
    }

    private static boolean hasCertificate(KeyStore store) throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasKey(KeyStore store) throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    /** Without its password a PKCS12 store comes out empty, or with keys that have no certificate. */
    private static KeyStore open(KeyStoreFile file) throws IOException, GeneralSecurityException {
        String type = file.type().isEmpty() ? KeyStore.getDefaultType() : file.type();
        KeyStore store = KeyStore.getInstance(type);
        String password = file.password().get();
        try (InputStream in = Files.newInputStream(file.path())) {
            store.load(in, password.isEmpty() ? null : password.toCharArray());
        }
        return store;
    }

    private static <T> T read(String option, Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    option + ": " + file + " cannot be used: " + reasonOf(e) + "; check the file and its password", e);
        }
    }

    private static String reasonOf(Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private static @Nullable Path pathOf(@Nullable KeyStoreFile file) {
        return file == null ? null : file.path();
    }

    /** Makes something of a file. */
    private interface Reading<T> {
        T read() throws IOException, GeneralSecurityException;
    }
}
