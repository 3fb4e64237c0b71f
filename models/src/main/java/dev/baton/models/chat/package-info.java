/**
 * Chat models of providers. LangChain4j writes requests and reads answers in each provider's form; sending, waiting,
 * giving up and telling what went wrong is done here, alike for all.
 */
@NullMarked
package dev.baton.models.chat;

import org.jspecify.annotations.NullMarked;
