/** Webhooks in, as senders of every scheme use them and as forgers try to. */
@NullMarked
package dev.baton.server.door.hook;

import org.jspecify.annotations.NullMarked;
