/**
 * Assistants as models of the OpenAI API (Models and Chat Completions, as of 2025), so that existing chat clients can
 * talk to them. The conversation is Baton's own; of what a client sends only its person's last message is heard.
 */
@NullMarked
package dev.baton.server.door.chat;

import org.jspecify.annotations.NullMarked;
