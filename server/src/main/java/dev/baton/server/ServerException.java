package dev.baton.server;

/** The server cannot start; the message is one sentence that says why and what to do. */
public final class ServerException extends RuntimeException {
    public ServerException(String message) {
        super(message);
    }

    static ServerException portInUse(int port) {
        return new ServerException("Port " + port + " is taken by another program; stop that one, or choose another"
                + " port with --port.");
    }
}
