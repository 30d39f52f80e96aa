package org.aectl.backend.device;

/** ND4J's native libraries cannot be loaded on this machine. The message is one line for the user. */
public final class BackendUnavailableException extends RuntimeException {
    public BackendUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Of what loading them threw. */
    public BackendUnavailableException(Throwable failure) {
        this("the native libraries of ND4J cannot be loaded: " + root(failure).getMessage(), failure);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
