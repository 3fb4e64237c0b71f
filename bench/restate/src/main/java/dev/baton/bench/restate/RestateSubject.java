package dev.baton.bench.restate;

import dev.baton.bench.load.MeasuredProcess;
import dev.baton.bench.load.Subject;
import dev.baton.bench.load.Work;
import dev.restate.client.Client;
import dev.restate.common.Request;
import dev.restate.common.Target;
import dev.restate.sdk.Context;
import dev.restate.sdk.HandlerRunner;
import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.endpoint.definition.HandlerDefinition;
import dev.restate.sdk.endpoint.definition.HandlerType;
import dev.restate.sdk.endpoint.definition.ServiceDefinition;
import dev.restate.sdk.endpoint.definition.ServiceType;
import dev.restate.sdk.http.vertx.RestateHttpServer;
import dev.restate.serde.Serde;
import dev.restate.serde.TypeTag;
import dev.restate.serde.jackson.JacksonSerdeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The handler runs in this process, called by a server that is named by properties and called by clients in turn. */
public final class RestateSubject implements Subject {
    private static final String SERVICE = "Steps";
    private static final String HANDLER = "run";
    private static final Serde<Integer> WHOLE = Serde.using(
            number -> Integer.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8),
            bytes -> Integer.valueOf(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));

    private final Client client;

    private RestateSubject(String ingress, String admin) throws IOException, InterruptedException {
        var port = RestateHttpServer.listen(Endpoint.bind(service()), 0);
        register(admin, port);
        this.client = Client.connect(ingress);
    }

    private static ServiceDefinition service() {
        var runner = HandlerRunner.of(RestateSubject::fiveSteps, JacksonSerdeFactory.DEFAULT, HandlerRunner.Options.DEFAULT);
        return ServiceDefinition.of(
                SERVICE,
                ServiceType.SERVICE,
                List.of(HandlerDefinition.of(HANDLER, HandlerType.SHARED, WHOLE, WHOLE, runner)));
    }

    private static int fiveSteps(Context context, int n) {
        var last = n;
        for (var i = 1; i <= Work.STEPS; i++) {
            var before = last;
            last = context.run("s" + i, TypeTag.of(WHOLE), () -> before + 1);
        }
        return last;
    }

    private static void register(String admin, int port) throws IOException, InterruptedException {
        var body = "{\"uri\": \"http://127.0.0.1:" + port + "\", \"force\": true}";
        var request = HttpRequest.newBuilder(URI.create(admin + "/deployments"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException("the server did not take the service: " + answer.body());
            }
        }
    }

    /** The server is named by the properties {@code bench.restate.ingress} and {@code bench.restate.admin}. */
    public static void main(String[] args) throws Exception {
        MeasuredProcess.run(
                args,
                folder -> new RestateSubject(
                        System.getProperty("bench.restate.ingress"), System.getProperty("bench.restate.admin")));
        System.exit(0);
    }

    @Override
    public void run(Work work) {
        var request = Request.of(Target.service(SERVICE, HANDLER), TypeTag.of(WHOLE), TypeTag.of(WHOLE), 0)
                .build();
        if (client.call(request).response() != Work.STEPS) {
            throw new IllegalStateException("the handler gave something else");
        }
    }

    @Override
    public void close() {
        // the process ends
    }
}
