/** The doors tried alone, on fakes and on the shop. */
@NullMarked
package dev.baton.server.door.chat;

import org.jspecify.annotations.NullMarked;
