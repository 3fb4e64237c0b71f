package dev.baton.server.door.function;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The door for programs that run a model themselves. */
@Configuration(proxyBeanMethods = false)
@Import(ContractsController.class)
public class FunctionConfiguration {}
