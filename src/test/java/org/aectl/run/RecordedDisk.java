package org.aectl.run;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder as a file system that writes down what is done in it: names that come and go, bytes, and what is forced. From that
 * follows what a power cut after any number of these steps may leave, which {@link #cut} makes in another folder.
 */
public final class RecordedDisk {
    private final Path folder;
    private final List<Step> steps = new ArrayList<>();
    private final Provider provider;
    private final RecordedFileSystem fileSystem;

    /** @param folder that holds the files */
    public RecordedDisk(Path folder) {
        this.folder = folder;
        this.provider = new Provider();
        this.fileSystem = new RecordedFileSystem();
    }

    /** What of the unforced steps reaches the disk. */
    public enum Cut {
        /** None of them. */
        NOTHING,
        /** Names, but no bytes: a file that grew is longer by zeros. */
        NAMES,
        /** Files are gone that were deleted, and nothing else has happened. */
        DELETIONS,
        /** All: the process was killed, and the machine goes on. */
        EVERYTHING
    }

    private interface Step {
        void on(State state);
    }

    private static final class Node {
        private final boolean isFolder;
        private Map<String, Node> names = new HashMap<>();
        private Map<String, Node> forcedNames = new HashMap<>();
        private final Set<String> deleted = new HashSet<>();
        private byte[] bytes = {};
        private byte[] forcedBytes = {};

        Node(boolean isFolder) {
            this.isFolder = isFolder;
        }

        void force() {
            forcedBytes = bytes;
            forcedNames = new HashMap<>(names);
            deleted.clear();
        }

        void write(long position, byte[] more) {
            byte[] longer = Arrays.copyOf(bytes, Math.max(bytes.length, (int) position + more.length));
            System.arraycopy(more, 0, longer, (int) position, more.length);
            bytes = longer;
        }

        void leave(Path place, Cut cut) throws IOException {
            if (!isFolder) {
                byte[] left = cut == Cut.EVERYTHING
                        ? bytes
                        : cut == Cut.NAMES ? Arrays.copyOf(forcedBytes, bytes.length) : forcedBytes;
                Files.write(place, left);
                return;
            }
            Files.createDirectories(place);
            Map<String, Node> left = new HashMap<>(cut == Cut.NAMES || cut == Cut.EVERYTHING ? names : forcedNames);
            if (cut == Cut.DELETIONS) {
                left.keySet().removeAll(deleted);
            }
            for (Map.Entry<String, Node> entry : left.entrySet()) {
                entry.getValue().leave(place.resolve(entry.getKey()), cut);
            }
        }
    }

    private final class State {
        private final Node root = new Node(true);
        private final Map<Object, Node> opened = new HashMap<>();

        Node parent(Path path) {
            Node node = root;
            Path parent = path.resolveSibling("");
            if (!parent.equals(folder)) {
                for (Path name : folder.relativize(parent)) {
                    node = Objects.requireNonNull(node.names.get(name.toString()));
                }
            }
            return node;
        }

        /** Null where there is none; what lies outside is of no interest. */
        @Nullable
        Node node(Path path) {
            if (!path.startsWith(folder)) {
                return new Node(true);
            }
            return path.equals(folder) ? root : parent(path).names.get(String.valueOf(path.getFileName()));
        }

        void put(Path path, Node node) {
            parent(path).names.put(String.valueOf(path.getFileName()), node);
        }

        Node remove(Path path) {
            return Objects.requireNonNull(parent(path).names.remove(String.valueOf(path.getFileName())));
        }

        Node opened(Object channel) {
            return Objects.requireNonNull(opened.get(channel));
        }
    }

    /** The folder, to be worked in. */
    public Path root() {
        return wrap(folder);
    }

    /** How many steps were done so far. */
    public int steps() {
        return steps.size();
    }

    /** Leaves in another folder what a power cut after some steps leaves. */
    public void cut(int after, Cut cut, Path place) throws IOException {
        State state = new State();
        steps.subList(0, after).forEach(step -> step.on(state));
        state.root.leave(place, cut);
    }

    private Path wrap(Path path) {
        return (Path) Proxy.newProxyInstance(
                Wrapped.class.getClassLoader(),
                new Class<?>[] {Path.class, Wrapped.class},
                (proxy, method, words) -> switch (method.getName()) {
                    case "getFileSystem" -> fileSystem;
                    case "unwrapped" -> path;
                    default -> wrapped(method, path, words);
                });
    }

    private @Nullable Object wrapped(Method method, Path path, Object @Nullable [] words) throws Throwable {
        Object[] given = words == null
                ? null
                : Arrays.stream(words)
                        .map(word -> word instanceof Path one ? unwrap(one) : word)
                        .toArray();
        try {
            Object result = method.invoke(path, given);
            return result instanceof Path one ? wrap(one) : result;
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private interface Wrapped {
        Path unwrapped();
    }

    private static Path unwrap(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.unwrapped() : path;
    }

    private static Path absolute(Path path) {
        return unwrap(path).toAbsolutePath();
    }

    private final class RecordedFileSystem extends FileSystem {
        private final FileSystem real = folder.getFileSystem();

        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return real.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return real.getRootDirectories();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return real.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return real.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return wrap(real.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            PathMatcher matcher = real.getPathMatcher(pattern);
            return path -> matcher.matches(unwrap(path));
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return real.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }

    private final class Provider extends FileSystemProvider {
        private final FileSystemProvider real = folder.getFileSystem().provider();

        @Override
        public String getScheme() {
            return "recorded";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return fileSystem;
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return newFileChannel(path, options, attributes);
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            Path file = absolute(path);
            FileChannel channel = real.newFileChannel(file, options, attributes);
            byte[] content = Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);
            Object opened = new Object();
            steps.add(state -> {
                Node node = state.node(file);
                if (node == null) {
                    node = new Node(false);
                    state.put(file, node);
                }
                if (!node.isFolder && content.length == 0) {
                    node.bytes = content;
                }
                state.opened.put(opened, node);
            });
            return new RecordedChannel(channel, opened);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            DirectoryStream<Path> stream = real.newDirectoryStream(unwrap(path), entry -> filter.accept(wrap(entry)));
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    Iterator<Path> entries = stream.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return entries.hasNext();
                        }

                        @Override
                        public Path next() {
                            return wrap(entries.next());
                        }
                    };
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }
            };
        }

        @Override
        public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
            real.createDirectory(unwrap(path), attributes);
            Path made = absolute(path);
            steps.add(state -> state.put(made, new Node(true)));
        }

        @Override
        public void delete(Path path) throws IOException {
            real.delete(unwrap(path));
            Path deleted = absolute(path);
            steps.add(state -> {
                state.remove(deleted);
                state.parent(deleted).deleted.add(String.valueOf(deleted.getFileName()));
            });
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            real.move(unwrap(source), unwrap(target), options);
            Path from = absolute(source);
            Path to = absolute(target);
            steps.add(state -> state.put(to, state.remove(from)));
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return real.isSameFile(unwrap(path), unwrap(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return real.isHidden(unwrap(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return real.getFileStore(unwrap(path));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            real.checkAccess(unwrap(path), modes);
        }

        @Override
        public <V extends FileAttributeView> @Nullable V getFileAttributeView(
                Path path, Class<V> type, LinkOption... options) {
            return real.getFileAttributeView(unwrap(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return real.readAttributes(unwrap(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return real.readAttributes(unwrap(path), attributes, options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            real.setAttribute(unwrap(path), attribute, value, options);
        }
    }

    private final class RecordedChannel extends FileChannel {
        private final FileChannel real;
        private final Object opened;

        RecordedChannel(FileChannel real, Object opened) {
            this.real = real;
            this.opened = opened;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            int written = real.write(source);
            long position = real.position() - written;
            record(position, Arrays.copyOf(bytes, written));
            return written;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            int written = real.write(source, position);
            record(position, Arrays.copyOf(bytes, written));
            return written;
        }

        private void record(long position, byte[] bytes) {
            steps.add(state -> state.opened(opened).write(position, bytes));
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            real.truncate(size);
            steps.add(state -> {
                Node node = state.opened(opened);
                node.bytes = Arrays.copyOf(node.bytes, (int) Math.min(size, node.bytes.length));
            });
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            real.force(metadata);
            steps.add(state -> state.opened(opened).force());
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return real.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return real.read(target, position);
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return real.read(targets, offset, length);
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return real.transferTo(position, count, target);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return real.lock(position, size, shared);
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
