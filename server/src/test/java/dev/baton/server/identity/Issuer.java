package dev.baton.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/** An OpenID Connect provider on loopback: its discovery document, its keys, and tokens as it signs them. */
public final class Issuer implements AutoCloseable {
    public static final String AUDIENCE = "baton";

    private final HttpServer http;
    private final RSAKey key = newKey();

    public Issuer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/keys\"}");
        serve("/keys", new JWKSet(key).toPublicJWKSet().toString());
        http.start();
    }

    private void serve(String path, String json) {
        http.createContext(path, exchange -> {
            var body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** A sound token of somebody, valid for an hour around a time. */
    public String token(String subject, Instant at, UnaryOperator<JWTClaimsSet.Builder> more) {
        return signed(subject, at, more, key);
    }

    /** The same, signed with a key that nobody knows. */
    public String forged(String subject, Instant at) {
        return signed(subject, at, claims -> claims, newKey());
    }

    private String signed(String subject, Instant at, UnaryOperator<JWTClaimsSet.Builder> more, RSAKey with) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(at))
                .expirationTime(Date.from(at.plusSeconds(3600)));
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();
        try {
            var token = new SignedJWT(header, more.apply(claims).build());
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
