package dev.baton.engine;

/** How much agents may do by themselves, and what people say of what they did or would have done. */
public record Oversight(Levels levels, Reviews reviews, Shadows shadows) {}
