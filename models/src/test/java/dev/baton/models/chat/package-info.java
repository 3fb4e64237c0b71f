/** Tests of the adapters against servers that speak each provider's wire format. */
@NullMarked
package dev.baton.models.chat;

import org.jspecify.annotations.NullMarked;
