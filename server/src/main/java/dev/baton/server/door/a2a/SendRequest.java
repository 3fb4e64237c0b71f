package dev.baton.server.door.a2a;

import java.util.Optional;

/**
 * A message, and how it is to be answered.
 *
 * @param immediately without waiting for an end or a question
 * @param history at most so many messages in the answer
 */
record SendRequest(Message message, boolean immediately, Optional<Integer> history, Optional<PushConfig> push) {

    static SendRequest read(Params params) {
        var message = Message.read(params.requiredChild("message"));
        var configuration = params.child("configuration");
        var request = new SendRequest(
                message,
                configuration.map(it -> it.flag("returnImmediately")).orElse(false),
                configuration.flatMap(SendRequest::history),
                configuration
                        .flatMap(it -> it.child("taskPushNotificationConfig"))
                        .map(PushConfig::read));
        params.check();
        return request;
    }

    static Optional<Integer> history(Params params) {
        var length = params.whole("historyLength");
        if (length.isPresent() && length.get() < 0) {
            params.problem("historyLength", "should not be negative");
        }
        return length;
    }
}
