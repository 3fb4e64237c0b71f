package dev.baton.server.description;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The description of the API. */
@Configuration(proxyBeanMethods = false)
@Import(DescriptionController.class)
public class DescriptionConfiguration {}
