package org.aectl.data;

/**
 * A file that examples were read from, as the manifest records it.
 *
 * @param path its absolute path, or {@code builtin:NAME/FILE} for a set inside the program
 * @param bytes its size
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 */
public record DataFile(String path, long bytes, String sha256) {}
