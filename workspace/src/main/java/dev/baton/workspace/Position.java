package dev.baton.workspace;

/** A place in a text; lines and columns start at 1. */
public record Position(int line, int column) {
    static final Position START = new Position(1, 1);
}
