/** From a config to a network: layers of our own, losses, and the {@code Autoencoder} built of them. */
@NullMarked
package org.aectl.model;

import org.jspecify.annotations.NullMarked;
