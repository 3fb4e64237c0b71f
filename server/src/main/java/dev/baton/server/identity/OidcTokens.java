package dev.baton.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.principal.Credentials;
import dev.baton.principal.People;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of an OpenID Connect provider (JWT, RFC 9068 and OpenID Connect Discovery 1.0): checked for signature,
 * issuer, audience and time. The provider's keys are fetched when the first token comes, so that a provider that is down
 * does not keep a server from starting.
 */
public final class OidcTokens implements Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LIMIT = 512 * 1024;
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final Credentials.Oidc provider;
    private final Claimant claimant;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

    public OidcTokens(Credentials.Oidc provider, People people, InstantSource clock) {
        this.provider = provider;
        this.claimant = new Claimant(provider, people);
        this.clock = clock;
    }

    @Override
    public List<String> issuers() {
        return List.of(provider.issuer());
    }

    @Override
    public Checked check(String token) {
        try {
            return claimant.of(processor().process(token, null));
        } catch (BadJWTException e) {
            return new Checked.Refused(words(e));
        } catch (KeySourceException | IOException | JsonException e) {
            LOG.warn("the keys of {} cannot be had: {}", provider.issuer(), e.toString());
            return new Checked.Unavailable("the identity provider does not answer");
        } catch (BadJOSEException | JOSEException | ParseException e) {
            return new Checked.Refused("it is not a token of " + provider.issuer());
        }
    }

    /** Of these the library's own messages hold nothing of the token but, in parts, its claims' names. */
    private static String words(BadJWTException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("Expired")) {
            return "the token has expired";
        }
        return message.contains("before")
                ? "the token is not valid yet"
                : "the token is not meant for here: its issuer, audience or claims do not fit";
    }

    private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
        var known = processor;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            var meanwhile = processor;
            var made = meanwhile == null ? processor(keys()) : meanwhile;
            processor = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    private JWKSource<SecurityContext> keys() throws IOException {
        var retriever = new DefaultResourceRetriever((int) TIMEOUT.toMillis(), (int) TIMEOUT.toMillis(), LIMIT);
        var place = URI.create(provider.issuer().replaceFirst("/+$", "") + "/.well-known/openid-configuration");
        var metadata = Json.parse(retriever.retrieveResource(place.toURL()).getContent())
                .asObject();
        if (!metadata.textAt("issuer").equals(java.util.Optional.of(provider.issuer()))) {
            throw new IOException("the document at " + place + " is of another issuer");
        }
        var keys = metadata.textAt("jwks_uri").orElseThrow(() -> new IOException(place + " names no jwks_uri"));
        return JWKSourceBuilder.create(URI.create(keys).toURL(), retriever)
                .retrying(true)
                .build();
    }

    private DefaultJWTProcessor<SecurityContext> processor(JWKSource<SecurityContext> keys) {
        var made = new DefaultJWTProcessor<SecurityContext>();
        made.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        made.setJWTClaimsSetVerifier(new ClaimsVerifier());
        return made;
    }

    /** The library's verifier, by our clock. */
    private final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
        ClaimsVerifier() {
            super(
                    provider.audience(),
                    new JWTClaimsSet.Builder().issuer(provider.issuer()).build(),
                    Set.of("exp", "sub"));
            setMaxClockSkew((int) SKEW.toSeconds());
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
