package dev.baton.plan;

/** A plan written by a person. */
public record Playbook(String name, Plan plan) {}
