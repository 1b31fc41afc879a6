package io.peristyle.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority of its own in a folder, and the certificates that it issues: PEM files and PKCS #12 stores. What
 * is issued again under a name replaces the earlier. Every store has the password {@link #PASSWORD}.
 */
public final class TestCertificates {
    /** Of every store. */
    public static final String PASSWORD = "changeit";

    private static final String AUTHORITY = "authority";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Path folder;
    private final String name;
    private final KeyPair keys;
    private final X509Certificate root;

    private TestCertificates(Path folder, String name) throws GeneralSecurityException {
        this.folder = folder;
        this.name = name;
        this.keys = Certificate.newKeys();
        Instant now = Instant.now();
        this.root = new Certificate(name, List.of(), true, now.minus(DAY), now.plus(YEAR))
                .signed(keys.getPublic(), name, keys);
    }

    /** A new authority whose files go to {@code folder}. */
    public static TestCertificates authority(Path folder, String name) {
        try {
            TestCertificates authority = new TestCertificates(folder, name);
            Files.writeString(authority.rootCertificate(), pem(List.of(authority.root)));
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PEM of the authority's own certificate. */
    public Path rootCertificate() {
        return folder.resolve(name + ".pem");
    }

    /** A certificate for names, such as {@code dns:localhost} or {@code ip:127.0.0.1}, valid for a year from today. */
    public Issued issue(String name, String... subjectNames) {
        Instant now = Instant.now();
        return issue(new Certificate(name, List.of(subjectNames), false, now.minus(DAY), now.plus(YEAR)), this);
    }

    /** A certificate that expired yesterday. */
    public Issued issueExpired(String name, String... subjectNames) {
        Instant yesterday = Instant.now().minus(DAY);
        return issue(
                new Certificate(name, List.of(subjectNames), false, yesterday.minus(DAY.multipliedBy(9)), yesterday),
                this);
    }

    /** A certificate that nobody but its owner signed. */
    public Issued selfSigned(String name, String... subjectNames) {
        Instant now = Instant.now();
        return issue(new Certificate(name, List.of(subjectNames), false, now.minus(DAY), now.plus(YEAR)), null);
    }

    /** A certificate signed with one of this authority's that is none of an authority: the chain breaks the rules. */
    public Issued issueByNoAuthority(String name, String... subjectNames) {
        Instant now = Instant.now();
        try {
            KeyPair between = Certificate.newKeys();
            String signer = name + "-signer";
            X509Certificate middle = new Certificate(signer, List.of(), false, now.minus(DAY), now.plus(YEAR))
                    .signed(between.getPublic(), this.name, keys);
            KeyPair subject = Certificate.newKeys();
            X509Certificate leaf = new Certificate(name, List.of(subjectNames), false, now.minus(DAY), now.plus(YEAR))
                    .signed(subject.getPublic(), signer, between);
            return written(name, subject, List.of(leaf, middle, root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Issued issue(Certificate certificate, @Nullable TestCertificates signer) {
        try {
            KeyPair subject = Certificate.newKeys();
            String subjectName = certificate.name();
            List<X509Certificate> chain = signer == null
                    ? List.of(certificate.signed(subject.getPublic(), subjectName, subject))
                    : List.of(certificate.signed(subject.getPublic(), signer.name, signer.keys), signer.root);
            return written(subjectName, subject, chain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Issued written(String subjectName, KeyPair subject, List<X509Certificate> chain)
            throws IOException, GeneralSecurityException {
        return new Issued(
                Files.writeString(folder.resolve(subjectName + ".pem"), pem(chain)),
                Files.writeString(
                        folder.resolve(subjectName + ".key"),
                        pem("PRIVATE KEY", subject.getPrivate().getEncoded())),
                store(subjectName, subject, chain));
    }

    private Path store(String subjectName, KeyPair subject, List<X509Certificate> chain)
            throws IOException, GeneralSecurityException {
        char[] password = PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry(subjectName, subject.getPrivate(), password, chain.toArray(X509Certificate[]::new));
        if (chain.contains(root)) {
            store.setCertificateEntry(AUTHORITY, root);
        }
        Path file = folder.resolve(subjectName + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    private static String pem(List<X509Certificate> certificates) throws CertificateEncodingException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    private static String pem(String what, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    /**
     * One certificate and its key.
     *
     * @param certificate PEM, with those between it and the authority
     * @param key PEM, PKCS #8
     * @param store PKCS #12 with both, and the authority's certificate as trusted
     */
    public record Issued(Path certificate, Path key, Path store) {}
}
