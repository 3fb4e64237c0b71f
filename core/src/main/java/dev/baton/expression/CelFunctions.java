package dev.baton.expression;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The functions that CEL has not, or not as they are needed here: arithmetic across integers and decimals, and bounds. */
final class CelFunctions {
    private static final CelType ITEM = TypeParamType.create("A");
    private static final CelType ITEMS = ListType.create(ITEM);
    private static final CelType INTEGERS = ListType.create(SimpleType.INT);
    private static final CelType DECIMALS = ListType.create(SimpleType.DOUBLE);
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType TEXT = SimpleType.STRING;

    private static final List<Class<?>> THREE_TEXTS = List.of(String.class, String.class, String.class);

    private CelFunctions() {}

    static List<CelFunctionDecl> declarations() {
        return List.of(
                // JSON does not tell 10 from 10.0, so arithmetic must not either
                mixed("_+_", SimpleType.DOUBLE),
                mixed("_-_", SimpleType.DOUBLE),
                mixed("_*_", SimpleType.DOUBLE),
                mixed("_/_", SimpleType.DOUBLE),
                mixed("_==_", BOOL),
                mixed("_!=_", BOOL),
                declare("@in", CelOverloadDecl.newGlobalOverload("in_doubles", BOOL, SimpleType.INT, DECIMALS)),
                declare("@in", CelOverloadDecl.newGlobalOverload("in_ints", BOOL, SimpleType.DOUBLE, INTEGERS)),
                declare("join", CelOverloadDecl.newMemberOverload("join_plain", TEXT, ListType.create(TEXT))),
                declare("join", CelOverloadDecl.newMemberOverload("join_by", TEXT, ListType.create(TEXT), TEXT)),
                declare("replace", CelOverloadDecl.newMemberOverload("replace", TEXT, TEXT, TEXT, TEXT)),
                declare(
                        CelMacros.ORIGIN,
                        CelOverloadDecl.newGlobalOverload(
                                CelMacros.ORIGIN, ListType.create(TEXT), SimpleType.DYN, TEXT, SimpleType.DYN)),
                declare(CelMacros.START, CelOverloadDecl.newGlobalOverload(CelMacros.START, ITEMS)),
                declare(CelMacros.APPEND, CelOverloadDecl.newGlobalOverload(CelMacros.APPEND, ITEMS, ITEMS, ITEM)),
                declare(CelMacros.LIST, CelOverloadDecl.newGlobalOverload(CelMacros.LIST, ITEMS, ITEMS)));
    }

    private static CelFunctionDecl declare(String function, CelOverloadDecl overload) {
        return CelFunctionDecl.newFunctionDeclaration(function, overload);
    }

    private static CelFunctionDecl mixed(String operator, CelType result) {
        return CelFunctionDecl.newFunctionDeclaration(
                operator,
                CelOverloadDecl.newGlobalOverload(operator + "int_double", result, SimpleType.INT, SimpleType.DOUBLE),
                CelOverloadDecl.newGlobalOverload(operator + "double_int", result, SimpleType.DOUBLE, SimpleType.INT));
    }

    static List<CelFunctionBinding> bindings() {
        return Stream.of(
                        bind(
                                "_+_",
                                integerFirst("_+_", (a, b) -> a + b),
                                decimalFirst("_+_", (a, b) -> a + b),
                                CelFunctionBinding.from(
                                        "add_text", String.class, String.class, CelFunctions::concatenate),
                                CelFunctionBinding.from("add_lists", List.class, List.class, CelFunctions::append)),
                        mixed("_-_", (a, b) -> a - b),
                        mixed("_*_", (a, b) -> a * b),
                        mixed("_/_", (a, b) -> a / b),
                        bind(
                                "join",
                                CelFunctionBinding.from("join_plain", List.class, list -> join(list, "")),
                                CelFunctionBinding.from("join_by", List.class, String.class, CelFunctions::join)),
                        bind("replace", CelFunctionBinding.from("replace", THREE_TEXTS, CelFunctions::replace)),
                        bind(
                                CelMacros.ORIGIN,
                                CelFunctionBinding.from(
                                        CelMacros.ORIGIN,
                                        List.of(Map.class, String.class, Object.class),
                                        asked -> OriginWords.at((Map<?, ?>) asked[0], (String) asked[1]))),
                        bind(
                                CelMacros.START,
                                CelFunctionBinding.from(CelMacros.START, List.of(), none -> new ItemBuffer())),
                        bind(
                                CelMacros.APPEND,
                                CelFunctionBinding.from(
                                        CelMacros.APPEND, ItemBuffer.class, Object.class, ItemBuffer::add)),
                        bind(
                                CelMacros.LIST,
                                CelFunctionBinding.from(CelMacros.LIST, ItemBuffer.class, ItemBuffer::list)))
                .flatMap(Collection::stream)
                .toList();
    }

    /** All overloads of a function must be bound at once: a second binding of its name would replace the first. */
    private static Collection<CelFunctionBinding> bind(String function, CelFunctionBinding... overloads) {
        return CelFunctionBinding.fromOverloads(function, overloads);
    }

    @Immutable
    private interface Arithmetic {
        double apply(double one, double other);
    }

    private static Collection<CelFunctionBinding> mixed(String operator, Arithmetic arithmetic) {
        return bind(operator, integerFirst(operator, arithmetic), decimalFirst(operator, arithmetic));
    }

    private static CelFunctionBinding integerFirst(String operator, Arithmetic arithmetic) {
        return CelFunctionBinding.from(
                operator + "int_double", Long.class, Double.class, (a, b) -> arithmetic.apply(a, b));
    }

    private static CelFunctionBinding decimalFirst(String operator, Arithmetic arithmetic) {
        return CelFunctionBinding.from(
                operator + "double_int", Double.class, Long.class, (a, b) -> arithmetic.apply(a, b));
    }

    private static String concatenate(String one, String other) {
        checkText((long) one.length() + other.length());
        return one + other;
    }

    private static ListView append(List<?> one, List<?> other) {
        if ((long) one.size() + other.size() > Steps.LONGEST_LIST) {
            throw new EvaluationException(
                    "it builds a list that is too long: more than " + Steps.LONGEST_LIST + " items");
        }
        var items = new ArrayList<Object>(one.size() + other.size());
        items.addAll(one);
        items.addAll(other);
        return ListView.of(items);
    }

    private static String join(List<?> texts, String separator) {
        var joined = new StringBuilder();
        var before = "";
        for (var text : texts) {
            if (!(text instanceof String part)) {
                throw new EvaluationException("join() works on texts only; make one of each item with string(...)");
            }
            checkText((long) joined.length() + before.length() + part.length());
            joined.append(before).append(part);
            before = separator;
        }
        return joined.toString();
    }

    private static String replace(Object[] args) {
        var text = (String) args[0];
        var from = (String) args[1];
        var to = (String) args[2];
        checkText(text.length() + (text.length() / Math.max(1L, from.length()) + 1) * to.length());
        return text.replace(from, to);
    }

    private static void checkText(long length) {
        if (length > Steps.LONGEST_TEXT) {
            throw new EvaluationException(
                    "it builds a text that is too long: more than " + Steps.LONGEST_TEXT + " characters");
        }
    }
}
