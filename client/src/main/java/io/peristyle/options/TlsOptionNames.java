package io.peristyle.options;

import io.peristyle.error.ConfigurationException;
import io.peristyle.options.TlsOptions.Identity;
import io.peristyle.options.TlsOptions.Trust;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The names of what is said of TLS. */
final class TlsOptionNames {
    static final List<Option> OPTIONS = List.of(
            Option.of(
                    "secure",
                    "false",
                    "TLS; true with `clickhouses://` and `https://`",
                    (b, n, v) -> b.tls(OptionText.flag(n, v) ? b.tls.enabled() : b.tls.withMode(SslMode.DISABLED)),
                    "ssl"),
            Option.of(
                    "ssl_mode",
                    "strict",
                    "`strict`, `verify_ca`, `insecure_trust_all`, `disabled`; other than the last means TLS",
                    (b, n, v) -> b.tls(b.tls.withMode(OptionWords.sslMode(n, v))),
                    "sslmode"),
            Option.of(
                    "ssl_root_cert",
                    "the JDK's",
                    "PEM file of the authorities that are believed",
                    (b, n, v) -> b.tls(
                            b.tls.withTrust(new Trust(path(n, v), b.tls.trust().store()))),
                    "sslrootcert",
                    "ca_cert",
                    "ca_certs"),
            Option.of(
                    "ssl_cert",
                    "none",
                    "PEM file of the client's certificate",
                    (b, n, v) -> {
                        Identity identity = b.tls.identity();
                        b.tls(b.tls.withIdentity(new Identity(path(n, v), identity.key(), identity.store())));
                    },
                    "sslcert",
                    "client_cert"),
            Option.of(
                    "ssl_key",
                    "none",
                    "PEM file of its private key, PKCS #8",
                    (b, n, v) -> {
                        Identity identity = b.tls.identity();
                        b.tls(b.tls.withIdentity(new Identity(identity.certificate(), path(n, v), identity.store())));
                    },
                    "sslkey",
                    "client_cert_key"),
            Option.of(
                    "trust_store",
                    "the JDK's",
                    "Java key store of the authorities that are believed",
                    (b, n, v) -> trustStore(b, store -> store.withPath(path(n, v)))),
            Option.of(
                    "trust_store_password",
                    "none",
                    "its password",
                    (b, n, v) -> trustStore(b, store -> store.withPassword(() -> v))),
            Option.of(
                    "trust_store_type",
                    "the JDK's",
                    "`PKCS12`, `JKS` …",
                    (b, n, v) -> trustStore(b, store -> store.withType(v))),
            Option.of(
                    "key_store",
                    "none",
                    "Java key store of the client's certificate and key",
                    (b, n, v) -> keyStore(b, store -> store.withPath(path(n, v))),
                    "ssl_key_store"),
            Option.of(
                    "key_store_password",
                    "none",
                    "its password",
                    (b, n, v) -> keyStore(b, store -> store.withPassword(() -> v)),
                    "ssl_key_store_password"),
            Option.of(
                    "key_store_type",
                    "the JDK's",
                    "`PKCS12`, `JKS` …",
                    (b, n, v) -> keyStore(b, store -> store.withType(v)),
                    "ssl_key_store_type"),
            Option.of(
                    "tls_server_name",
                    "the host",
                    "sent as SNI and expected in the certificate",
                    (b, n, v) -> b.tls(b.tls.withServerName(v)),
                    "ssl_socket_sni",
                    "server_host_name"),
            Option.of(
                    "ssl_provider",
                    "jdk",
                    "`jdk`, or `openssl` with netty-tcnative on the class path",
                    (b, n, v) -> b.tls(b.tls.withProvider(OptionWords.tlsProvider(n, v)))));

    /** What other clients call it not to look at certificates, or to look at them. */
    private static final Set<String> TRUSTING = Set.of("skip_verify", "verify", "accept_invalid_certificate");

    private TlsOptionNames() {}

    static void refuseWhatTrustsEverything(String name) {
        if (TRUSTING.contains(name)) {
            throw new ConfigurationException("there is no option " + name
                    + "; certificates are verified unless ssl_mode is insecure_trust_all, for tests only");
        }
    }

    /** Refuses what says how TLS is to be where there is none, and what lacks its other half. */
    static void check(TlsOptions tls) {
        Trust trust = tls.trust();
        Identity identity = tls.identity();
        if (!tls.isEnabled()) {
            String first = first(trust, identity, tls.serverName());
            if (first != null) {
                throw new ConfigurationException(first + " is of TLS only; add secure=true, or leave it away");
            }
            return;
        }
        refuseIf(isNameless(trust.store()), "trust_store_password is given, but no trust_store");
        refuseIf(isNameless(identity.store()), "key_store_password is given, but no key_store");
        refuseIf(
                trust.rootCertificate() != null && trust.store() != null,
                "give ssl_root_cert or trust_store, not both");
        refuseIf(
                (identity.certificate() == null) != (identity.key() == null),
                "ssl_cert and ssl_key go together; name both");
        refuseIf(identity.certificate() != null && identity.store() != null, "give ssl_cert or key_store, not both");
    }

    private static @Nullable String first(Trust trust, Identity identity, @Nullable String serverName) {
        if (trust.rootCertificate() != null) {
            return "ssl_root_cert";
        }
        if (trust.store() != null) {
            return "trust_store";
        }
        if (identity.certificate() != null || identity.key() != null) {
            return "ssl_cert";
        }
        if (identity.store() != null) {
            return "key_store";
        }
        return serverName != null ? "tls_server_name" : null;
    }

    private static boolean isNameless(@Nullable KeyStoreFile store) {
        return store != null && store.path().toString().isEmpty();
    }

    private static void refuseIf(boolean wrong, String what) {
        if (wrong) {
            throw new ConfigurationException(what);
        }
    }

    private static void trustStore(ClientOptionsBuilder builder, UnaryOperator<KeyStoreFile> change) {
        Trust trust = builder.tls.trust();
        builder.tls(builder.tls.withTrust(new Trust(trust.rootCertificate(), change.apply(orNameless(trust.store())))));
    }

    private static void keyStore(ClientOptionsBuilder builder, UnaryOperator<KeyStoreFile> change) {
        Identity identity = builder.tls.identity();
        KeyStoreFile store = change.apply(orNameless(identity.store()));
        builder.tls(builder.tls.withIdentity(new Identity(identity.certificate(), identity.key(), store)));
    }

    private static KeyStoreFile orNameless(@Nullable KeyStoreFile store) {
        return store == null ? new KeyStoreFile(Path.of(""), () -> "", "") : store;
    }

    private static Path path(String option, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw OptionText.refused(option, value, "the name of a file");
        }
    }
}
