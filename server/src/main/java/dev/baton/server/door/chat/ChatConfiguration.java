package dev.baton.server.door.chat;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The door for clients of the OpenAI API. */
@Configuration(proxyBeanMethods = false)
@Import({ChatController.class, ChatErrors.class})
public class ChatConfiguration {}
