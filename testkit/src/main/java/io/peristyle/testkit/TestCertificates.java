package io.peristyle.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority of its own in a folder, made with the JDK's {@code keytool}, and the certificates that it issues:
 * PEM files and PKCS #12 stores. What is issued again under a name replaces the earlier. Every store has the password {@link #PASSWORD}.
 */
public final class TestCertificates {
    /** Of every store. */
    public static final String PASSWORD = "changeit";

    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final String authorityName;

    private TestCertificates(Path folder, String authorityName) {
        this.folder = folder;
        this.authorityName = authorityName;
    }

    /** A new authority whose files go to {@code folder}. */
    public static TestCertificates authority(Path folder, String name) {
        TestCertificates authority = new TestCertificates(folder, name);
        replace(authority.authorityStore());
        authority.keytool(
                "-genkeypair",
                "-alias",
                AUTHORITY,
                "-keystore",
                authority.authorityStore().toString(),
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c=ca:true",
                "-ext",
                "ku:c=keyCertSign");
        authority.writePem(authority.rootCertificate(), authority.chain(authority.authorityStore(), AUTHORITY));
        return authority;
    }

    /** PEM of the authority's own certificate. */
    public Path rootCertificate() {
        return folder.resolve(authorityName + ".pem");
    }

    /** A certificate for names, such as {@code dns:localhost} or {@code ip:127.0.0.1}, valid for a year from today. */
    public Issued issue(String name, String... subjectNames) {
        return issue(name, "-1d", 365, subjectNames);
    }

    /** A certificate that expired yesterday. */
    public Issued issueExpired(String name, String... subjectNames) {
        return issue(name, "-10d", 9, subjectNames);
    }

    /** A certificate that nobody but its owner signed. */
    public Issued selfSigned(String name, String... subjectNames) {
        Path store = folder.resolve(name + ".p12");
        replace(store);
        List<String> command = new ArrayList<>(
                List.of("-genkeypair", "-alias", name, "-keystore", store.toString(), "-dname", "CN=" + name));
        addSubjects(command, subjectNames);
        keytool(command.toArray(String[]::new));
        return written(name, store);
    }

    private Issued issue(String name, String start, int days, String... subjectNames) {
        Path store = folder.resolve(name + ".p12");
        replace(store);
        Path request = folder.resolve(name + ".csr");
        Path certificate = folder.resolve(name + ".crt");
        keytool("-genkeypair", "-alias", name, "-keystore", store.toString(), "-dname", "CN=" + name);
        keytool("-certreq", "-alias", name, "-keystore", store.toString(), "-file", request.toString());
        List<String> signing = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                AUTHORITY,
                "-keystore",
                authorityStore().toString(),
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-startdate",
                start,
                "-validity",
                Integer.toString(days)));
        addSubjects(signing, subjectNames);
        keytool(signing.toArray(String[]::new));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                AUTHORITY,
                "-keystore",
                store.toString(),
                "-file",
                rootCertificate().toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-keystore",
                store.toString(),
                "-file",
                certificate.toString());
        return written(name, store);
    }

    private Path authorityStore() {
        return folder.resolve(authorityName + ".p12");
    }

    private Issued written(String name, Path store) {
        Path certificate = folder.resolve(name + ".pem");
        Path key = folder.resolve(name + ".key");
        writePem(certificate, chain(store, name));
        try {
            Key secret = open(store).getKey(name, PASSWORD.toCharArray());
            Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new Issued(certificate, key, store);
    }

    private List<Certificate> chain(Path store, String alias) {
        try {
            return Arrays.asList(open(store).getCertificateChain(alias));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore open(Path store) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore opened = KeyStore.getInstance("PKCS12");
            opened.load(in, PASSWORD.toCharArray());
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writePem(Path file, List<Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        try {
            for (Certificate certificate : certificates) {
                text.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            Files.writeString(file, text, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    private static void replace(Path store) {
        try {
            Files.deleteIfExists(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addSubjects(List<String> command, String... subjectNames) {
        if (subjectNames.length > 0) {
            command.add("-ext");
            command.add("san=" + String.join(",", subjectNames));
        }
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
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
