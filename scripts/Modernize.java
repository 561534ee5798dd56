import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of libraries that were compiled for Java 5 the form of Java 8, with stack maps. Java's AOT cache takes
 * no class older than Java 6 (JDK 25, {@code InstanceKlass::can_be_verified_at_dumptime}), so picocli would be loaded and
 * verified anew at each start, which takes 0.07 s. A jar without such classes stays as it is.
 */
final class Modernize {

    private static final int JAVA_6 = 50;

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            Path old = Path.of(jar);
            Path modern = Path.of(jar + ".new");
            if (write(old, modern)) {
                Files.move(modern, old, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(modern);
            }
        }
    }

    private static boolean write(Path old, Path modern) throws IOException {
        boolean changed = false;
        try (JarFile in = new JarFile(old.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(modern))) {
            ClassFile classes = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(
                                    name -> resource(in, name))
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (JarEntry entry : in.stream().toList()) {
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class")) {
                    ClassModel model = classes.parse(bytes);
                    if (model.majorVersion() < JAVA_6) {
                        bytes = classes.transformClass(
                                model,
                                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                                        .andThen((to, element) -> to.with(
                                                element instanceof ClassFileVersion
                                                        ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                                                        : element)));
                        changed = true;
                    }
                }
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(bytes);
                out.closeEntry();
            }
        }
        return changed;
    }

    private static InputStream resource(JarFile jar, ClassDesc type) {
        String descriptor = type.descriptorString();
        JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
