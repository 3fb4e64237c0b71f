package dev.baton.assistant;

/**
 * What an answer rests on.
 *
 * @param location where a person can read it in full
 */
public record Citation(String title, String location, String excerpt) {}
