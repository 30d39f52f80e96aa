package org.aectl.backend;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.aectl.backend.device.BackendUnavailableException;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.LoggerFactory;

/**
 * The native libraries on their way: they are loaded on a thread of their own while the caller reads its data. Nothing of the
 * framework may be used before {@link #await}, because two threads that initialise its classes from different ends could wait
 * for each other.
 */
public final class BackendLoading implements AutoCloseable {
    private final FutureTask<Boolean> loading = new FutureTask<>(() -> Nd4j.getExecutioner() != null);

    private BackendLoading() {}

    /** Begins to load. */
    public static BackendLoading begin() {
        // Two threads that both ask for the first logger let SLF4J warn of messages it holds back; so one asks, before
        // the other starts.
        LoggerFactory.getILoggerFactory();
        BackendLoading backend = new BackendLoading();
        Thread thread = new Thread(backend.loading, "natives");
        thread.setDaemon(true);
        thread.start();
        return backend;
    }

    /**
     * Waits until all is loaded.
     *
     * @throws BackendUnavailableException if it cannot be
     */
    public void await() {
        try {
            loading.get();
        } catch (ExecutionException failure) {
            throw new BackendUnavailableException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the native libraries are loaded", interrupted);
        }
    }

    /** Waits too, whatever comes of it: the program must not end while a library is half loaded. */
    @Override
    public void close() {
        try {
            loading.get();
        } catch (ExecutionException failure) {
            // Whoever needs the libraries is told by await().
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
