package dev.baton.server.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The controllers, named one by one: scanning for them would cost every start some time. */
@Configuration(proxyBeanMethods = false)
@Import({
    ApprovalsController.class,
    AssessController.class,
    ConversationsController.class,
    ErasuresController.class,
    HandoffsController.class,
    InboxController.class,
    ModelsController.class,
    OversightController.class,
    RunsController.class,
    SwitchesController.class,
    WorkspaceController.class
})
public class ApiConfiguration {}
