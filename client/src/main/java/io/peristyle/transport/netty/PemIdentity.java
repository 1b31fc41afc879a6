package io.peristyle.transport.netty;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the client is, by two PEM files that belong together: while one of them is replaced and the other is not yet, they do not.
 *
 * @param chain the certificate, and those that it is signed with
 */
record PemIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.US_ASCII);

    PemIdentity {
        chain = List.copyOf(chain);
    }

    /** Fails also if the key is not that of the certificate. */
    static PemIdentity read(Path certificate, Path key) throws IOException, GeneralSecurityException {
        PemIdentity identity = new PemIdentity(List.of(Files.certificates(certificate)), Files.key(key));
        if (identity.chain.isEmpty()
                || !belongTogether(identity.key, identity.chain.get(0).getPublicKey())) {
            throw new KeyException("the key is not that of the certificate");
        }
        return identity;
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = signatureOf(key.getAlgorithm());
        if (algorithm == null) {
            return true;
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        try {
            signature.initVerify(certified);
        } catch (InvalidKeyException anotherKind) {
            return false;
        }
        signature.update(SAMPLE);
        return signature.verify(signed);
    }

    private static @Nullable String signatureOf(String key) {
        return switch (key) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
            default -> null;
        };
    }

    @Override
    public String toString() {
        return "PemIdentity[]";
    }

    /** Netty's reading of PEM files, which it keeps for its own descendants. */
    private abstract static class Files extends SslContext {
        static X509Certificate[] certificates(Path file) throws GeneralSecurityException {
            return toX509Certificates(file.toFile());
        }

        static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
            return toPrivateKey(file.toFile(), null);
        }
    }
}
