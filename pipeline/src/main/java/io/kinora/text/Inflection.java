package io.kinora.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The forms of English words: plurals of nouns, and third person, -ing and past of verbs.
public final class Inflection {
  private Inflection() {}

  /// The kinds of forms.
  public enum Kind {
    BASE,
    PLURAL,
    THIRD_PERSON,
    PARTICIPLE,
    PAST
  }

  /// One form of a word or phrase.
  ///
  /// @param base the form in the lexicon
  public record Form(String text, String base, Kind kind) {}

  private static final String VOWELS = "aeiou";

  private static final Map<String, String> PLURALS =
      table(
          "mouse mice,goose geese,wolf wolves,man men,woman women,child children,fish fish,sheep"
              + " sheep,deer deer,salmon salmon,trout trout,leaf leaves,moose moose,squid squid,"
              + "aircraft aircraft,spacecraft spacecraft,koi koi,person people,knife knives,"
              + "cod cod,tuna tuna,ox oxen,daisy daisies,lily lilies");

  /// Irregular verbs: base form to past and -ing form.
  private static final Map<String, String> PASTS =
      table(
          "fly flew,swim swam,run ran,stand stood,sit sat,sleep slept,lie lay,rise rose,go went,"
              + "take took,swing swung,spin spun,drive drove,ride rode,leap leapt,creep crept,"
              + "sink sank,come came,hang hung,spring sprang,dive dove,sweep swept,draw drew,"
              + "get got,steal stole,speed sped,row rowed,sway swayed,beat beat,set set,"
              + "eat ate,drink drank,write wrote,read read,build built,shoot shot,"
              + "throw threw,catch caught,"
              + "hold held,make made,dig dug,cut cut,"
              + "hit hit,win won,give gave,do did,teach taught,weep wept,sing sang");

  private static final List<String> DOUBLING =
      List.of(
          ("swim run spin hop skip jog trot stop sit bob flap flit plod strut nap nod set dip zip"
                  + " knit pet chop dig cut hug hit snap mop get win trim wrap drum strum clap"
                  + " tap flip stir grab drag drip hum rub sip scrub stab grin pat")
              .split(" "));

  private static Map<String, String> table(String pairs) {
    var table = new HashMap<String, String>();
    for (String pair : pairs.split(",")) {
      String[] words = pair.strip().split(" ");
      table.put(words[0], words[1]);
    }
    return table;
  }

  /// The forms in which a word with this label occurs, itself first.
  public static List<Form> forms(String base, String label) {
    var forms = new ArrayList<Form>();
    forms.add(new Form(base, base, Kind.BASE));
    String kind = label.substring(0, label.indexOf(':') < 0 ? label.length() : label.indexOf(':'));
    switch (kind) {
      case "subject", "thing", "scene" -> {
        int head = base.lastIndexOf(' ') + 1;
        forms.add(
            new Form(base.substring(0, head) + plural(base.substring(head)), base, Kind.PLURAL));
      }
      case "action", "camera" -> {
        int end = base.indexOf(' ') < 0 ? base.length() : base.indexOf(' ');
        String verb = base.substring(0, end);
        String rest = base.substring(end);
        forms.add(new Form(plural(verb) + rest, base, Kind.THIRD_PERSON));
        forms.add(new Form(participle(verb) + rest, base, Kind.PARTICIPLE));
        forms.add(new Form(past(verb) + rest, base, Kind.PAST));
      }
      default -> {}
    }
    return forms;
  }

  /// The plural of a noun, which is also the third person of a verb.
  static String plural(String word) {
    if (PLURALS.containsKey(word)) {
      return PLURALS.get(word);
    }
    if (endsInConsonantAndY(word)) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    boolean hisses =
        word.endsWith("s") || word.endsWith("sh") || word.endsWith("ch") || word.endsWith("x");
    return word + (hisses || word.endsWith("z") || word.equals("go") ? "es" : "s");
  }

  static String participle(String verb) {
    if (verb.equals("lie") || verb.equals("tie") || verb.equals("die")) {
      return verb.charAt(0) + "ying";
    }
    if (DOUBLING.contains(verb)) {
      return verb + verb.charAt(verb.length() - 1) + "ing";
    }
    boolean silentE = verb.endsWith("e") && !verb.endsWith("ee") && verb.length() > 2;
    return (silentE ? verb.substring(0, verb.length() - 1) : verb) + "ing";
  }

  static String past(String verb) {
    if (PASTS.containsKey(verb)) {
      return PASTS.get(verb);
    }
    if (endsInConsonantAndY(verb)) {
      return verb.substring(0, verb.length() - 1) + "ied";
    }
    if (DOUBLING.contains(verb)) {
      return verb + verb.charAt(verb.length() - 1) + "ed";
    }
    return verb + (verb.endsWith("e") ? "d" : "ed");
  }

  private static boolean endsInConsonantAndY(String word) {
    return word.length() > 1
        && word.endsWith("y")
        && VOWELS.indexOf(word.charAt(word.length() - 2)) < 0;
  }
}
