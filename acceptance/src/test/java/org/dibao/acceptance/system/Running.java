package org.dibao.acceptance.system;

import org.dibao.acceptance.client.Site;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Site} to talk to: one running system for all of them, started by the first that asks and ended
 * after the last. Tests share it, so each uses ids and categories of its own.
 */
public final class Running implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Site.class;
    }

    @Override
    public Site resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Running.class, _ -> start(), SystemUnderTest.class)
                .site();
    }

    private static SystemUnderTest start() {
        SystemUnderTest elsewhere = Elsewhere.named(System.getProperties());
        return elsewhere != null ? elsewhere : InThisJvm.start();
    }
}
