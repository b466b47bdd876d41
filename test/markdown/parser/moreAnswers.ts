/** More answers, with arguments, globs, prices, formulas and names of files, which hold marks that mean nothing. */
export const MORE_ANSWERS: readonly string[] = [
  `The fix is to escape the asterisks: use \`\\*args\` and \`\\*\\*kwargs\`. In Python, *args collects positional arguments and **kwargs collects keyword arguments:

\`\`\`python
def f(*args, **kwargs):
    return args, kwargs
\`\`\`

Call it as f(*[1, 2], **{"a": 1}).`,

  `Your order **#4821** shipped on *March 3*. It usually takes ~2-4 days. Tracking: https://track.example/p?id=AB_12_CD&x=1~2. If it's late (>7 days), reply to this message.`,

  `Run \`ls -la ~/Downloads\` and look for files starting with an underscore, e.g. _config.yml or __init__.py. You can delete *.tmp and *.bak safely with \`rm *.tmp\`.`,

  `## Summary

The **quarterly revenue** grew by *12 %* to 4.2 M€ (vs. ~3.7 M€ last year).

| Quarter | Revenue | Change |
|:--|--:|--:|
| Q1 | 3.9 M€ | +4 %* |
| Q2 | 4.0 M€ | +7 % |
| Q3 | 4.2 M€ | **+12 %** |

\\* preliminary figure

### Next steps

1. **Finance:** confirm the figures
2. **Sales:** update the [forecast](https://intra.example/forecast "Forecast 2025")
3. *Optional:* publish`,

  `Short answer: yes[^1], but only on weekdays[^2].

Longer answer: the office is open from 9 to 5. You need an ID card.

[^1]: Since May 2024.
[^2]: Except public holidays.`,

  `The note A* is a search algorithm. A* uses a heuristic h(n) and expands the node with the smallest f(n) = g(n) + h(n). Unlike Dijkstra's algorithm, A* needs an admissible heuristic.`,

  `Rated 5* by visitors. Rooms from 89 €*. Breakfast costs 15 €** per person.

*per night, incl. VAT
**children under 6 eat for free`,

  `Prices: ~~$49~~ **$39** until Sunday. Use code \`SPRING_25\` at checkout. Terms: [see here](https://shop.example/terms_(2025)).`,

  `That's covered in section [4.2]. Options are [y/N], defaults in [brackets]. The signature is \`map<K, V>(fn: (k: K) => V): V[]\`, and f(x)[0] is the first element.`,

  `1. Install [Node.js](https://nodejs.org) (version 20 or later)
2. Clone the repo:
   \`\`\`sh
   git clone https://git.example/a/b.git
   cd b && npm ci
   \`\`\`
3. Start it: \`npm start\`

> **Note:** on Windows, use *PowerShell*, not cmd.

That's it! 🎉`,

  `**Symptoms:** fever, cough.
**Duration:** 5–7 days.
**When to see a doctor:** if the fever stays above 39 °C for more than **3 days**, or *any* trouble breathing.

_This is no medical advice._`,

  `| Befehl | Wirkung |
|---|---|
| \`git stash\` | legt Änderungen weg |
| \`a \\| b\` | leitet weiter |
| **Strg**+**C** | bricht ab<br>(auch \`kill\`) |

Weitere Befehle stehen in der *Hilfe*.`,

  `我们支持以下付款方式:

1. **信用卡**:Visa、万事达
2. **支付宝**(推荐)
3. *银行转账*,需要1~3个工作日

如有疑问,请联系 **客服(9:00~18:00)**。详情见[付款说明](https://shop.example/pay)。`,

  `Hi there! 👋

I can help with **orders**, **returns** and *product questions*. What would you like to know?

- Type "order" to track a parcel
- Type "return" to send something back
- Or just ask!`,

  `The regex \`(?<=\\*)\\w+(?=\\*)\` matches a word between stars. In JavaScript: \`"*a*".match(/\\*(\\w+)\\*/)\`. Note that * is greedy; use *? for lazy matching. The alternatives are +? and ??.`,

  `E = m * c^2, where m is the mass and c the speed of light. For m = 1 kg: E = 1 * (3*10^8)^2 ≈ 9*10^16 J. (See *special relativity*.)`,

  `To cancel:
- Go to **Settings > Billing**
- Click *Cancel plan*
- Confirm with your password

You'll keep access until the end of the period. **No refunds** for partial months, see our [refund policy][policy].

[policy]: https://app.example/refunds`,

  `Sure — here's a haiku:

*Autumn leaves falling*
*Whispers on the quiet path*
*The year lets go*

Want another one, maybe about **winter**?`,

  `Your config should look like this:

~~~yaml
server:
  port: 8080
  paths: ["/api/*", "/v2/**"]
~~~

The pattern /api/* matches one level, /v2/** any depth. Restart with \`systemctl restart app\`.`,

  `Use the \`--filter\` flag: \`docker ps --filter "name=web_*"\`. It supports \`*\` and \`?\`. Without quotes, your shell expands web_* itself. Exit code 0 means **success**; anything else is an error (see \`man docker-ps\`).`,

  `**Pros**
- Fast ⚡
- *Cheap*

**Cons**
- No support
- Only in English*

*More languages are planned for 2026.

**Verdict:** good for small teams.`,

  `I found 3 results for "blue_jacket_xl":

1. **Blue Jacket XL** — [view](https://shop.example/p/1) — ~~79,90 €~~ 59,90 €
2. **Navy Parka XL** — [view](https://shop.example/p/2) — 129,00 €
3. **Denim Jacket XL** — [view](https://shop.example/p/3) — sold out`,

  `The variable names are user_id, order_id and __typename. GraphQL adds __typename to each object. Set it with _.set(obj, "a.b", 1) from lodash, where _ is the library itself.`,

  `Le TGV part à **8 h 04** (voie 5) et arrive à *Lyon Part-Dieu* à 10 h 02. Prix : 45 €~60 €. Réservez sur <https://train.example/reserver> ou par courriel : <aide@train.example>.`,

  `Q4 targets are in [the sheet](https://docs.example/s/1). I've attached ![the chart](https://cdn.example/chart.png) for reference. **TL;DR:** we're at 87 % (*on track*).`,

  `Both are fine. I'd go with **Option B**, because:

1. it is *simpler*,
2. it costs less (≈ 20 €/month vs. ~35 €/month), and
3. you can switch later.

\`\`\`
Option A: 35 * 12 = 420
Option B: 20 * 12 = 240
\`\`\`

**Savings: 180 € per year.**`,

  `Steps to reproduce:
1) open the app
2) tap **Profile**
3) tap *Edit* → _Save_

Expected: a toast "Saved".
Actual: "Error: Cannot read properties of undefined (reading 'id')" at ProfileForm.tsx:42:17.`,

  `- [ ] Book flights ✈️
- [x] Book hotel (**Hotel Adler**, 3 nights)
- [ ] Rent a car*

*only if the train is full`,

  `The Treaty of Westphalia (1648) ended the **Thirty Years' War**. It is said to have established *cuius regio, eius religio* anew and the idea of sovereign states.[1] Historians disagree.[2]

[1] Croxton, 1999.
[2] Osiander, 2001.`,

  `Die Formel lautet a² + b² = c². **Beispiel:** a = 3, b = 4 → c = √(9 + 16) = **5**. *Merke:* Sie gilt nur für rechtwinklige Dreiecke. Mehr dazu im [Lehrbuch, Kap. 7](https://schule.example/mathe#kap-7).`,

  `Thanks for reaching out! Unfortunately we **do not ship to PO boxes**. You can:

1. add a street address in *My account → Addresses*,
2. choose a **pickup point** (there are ~2,300 of them), or
3. contact us at +44 20 7946 0000.

Orders over £50* ship for free.

*Excluding bulky items.`,

  `A closure is a function that *remembers* the variables around it:

\`\`\`js
function counter() {
  let n = 0;
  return () => ++n;
}
\`\`\`

Each call of \`counter()\` creates its own \`n\`. That is why two counters don't share state. See [MDN](https://developer.mozilla.example/docs/Web/JavaScript/Closures) for more.`,

  `### Ingredients (serves 4)

* 500 g flour
* 10 g salt
* ~325 ml water
* ½ tsp yeast

### Method

**Day 1:** Mix everything, cover and leave for 12–18 h.

**Day 2:** Shape, rest 1 h, bake at 230 °C for 30 min *with* the lid and 15 min *without*.`,

  `The difference between \`==\` and \`===\`: the first converts types, the second doesn't. So \`"1" == 1\` is **true**, \`"1" === 1\` is **false**. ESLint's rule \`eqeqeq\` helps. Avoid x == null unless you mean both null and undefined.`,

  `| | Basic | Plus | Pro |
|---|:-:|:-:|:-:|
| Seats | 1 | 5 | ∞ |
| SSO | ✗ | ✗ | ✓ |
| Price/mo. | **$0** | **$12** | *on request* |

All plans include **unlimited projects** and our [API](https://api.saas.example/v1/docs).`,

  `I'm sorry you're having trouble. Let's try the following:

- Clear the cache: **Settings → Privacy → Clear data**
- Delete \`~/Library/Caches/com.shop.app\`
- Reinstall the app

If it still crashes, send us the file \`crash_2024-05-01.log\` from ~/Library/Logs, please.`,

  `Sí, aceptamos devoluciones. **Plazo:** 30 días. **Condición:** sin usar y con etiqueta. El reembolso tarda *de 3 a 5 días hábiles*. Más información en nuestra [política de devoluciones](https://tienda.example/devoluciones).`,

  `Let x be the price. Then 0.8x = 40, so x = 40 / 0.8 = **50**. Check: 50 * 0.8 = 40 ✓. With tax (19 %): 50 * 1.19 = 59.5.`,

  `> "The only way to do great work is to love what you do."
> — *Steve Jobs*

This quote is from his **2005 Stanford commencement address**. The full text is [here](https://news.stanford.example/2005/06/12/youve-got-find-love-jobs-says).`,

  `要约:**周一到周五**,上午9点至下午6点。*节假日除外*。如需加急,请致电 **400-123-4567**(收费约~5元/次)。

| 项目 | 价格 |
|---|---|
| 标准 | **免费** |
| 加急 | ¥20 |`,

  `Terraform plan shows:

\`\`\`diff
- instance_type = "t3.micro"
+ instance_type = "t3.small"
\`\`\`

Apply with \`terraform apply -target=aws_instance.web\`. The resource aws_instance.web will be **replaced**, not updated in place — expect ~2 min of downtime.`,

  `Opening hours (*summer season*):

Mon–Thu: 8:00–20:00
Fri–Sat: 8:00–22:00
Sun: closed

**Please note:** last entry is 45 minutes before closing. Dogs must be on a leash. Tickets: <https://zoo.example/tickets>.`,

  `Here are three title ideas:

1. *The Quiet Algorithm: How Machines Learned to Listen*
2. *Small Talk, Big Data*
3. *What the Model Didn't Say*

I like **number 2** best – short, witty, and it fits on a cover. Shall I write a blurb?`,

  `CSS specificity works like this: an id counts (1,0,0), a class (0,1,0), an element (0,0,1). The universal selector * counts nothing. So \`#nav a\` beats \`.menu li a\`. \`!important\` beats all — **avoid it**. The reset *{box-sizing:border-box} is fine.`,

  `The song is in 6/8 time. Chords: Am – F – C – G. Capo on the 2nd fret. The chorus goes *la la la la, oh-oh*; sing it **softly** the first time, louder the second. Tabs: e|--0--| B|--1--| G|--2--|.`,

  `In SQL, \`LIKE 'a_c%'\` uses _ for one character and % for many. To search for an underscore, escape it: \`LIKE 'a\\_c' ESCAPE '\\'\`. The function COUNT(*) counts rows, SUM(price * qty) multiplies first.`,

  `**Day 1 – Lisbon**
- Morning: *Belém Tower* and pastéis de nata (Pastéis de Belém, ~1.40 €)
- Afternoon: Tram 28, ~~LX Factory~~ (closed on Mondays)
- Evening: Fado in **Alfama**

**Day 2 – Sintra**
- Train from Rossio (~40 min, 2.30 €)
- *Palácio da Pena*: book [online](https://parques.example/pena)`,

  `You can't divide by zero: lim(x→0) 1/x doesn't exist, since it goes to +∞ from the right and −∞ from the left. In floating point, 1/0 is \`Infinity\` and 0/0 is \`NaN\`. *In integer arithmetic*, most languages throw an error, e.g. Python's \`ZeroDivisionError\`.`,

  `Deine Rechnung von **Mai 2024** beträgt 34,99 €. Sie setzt sich so zusammen:

* Grundgebühr: 29,99 €
* Auslandsgespräche: 3,50 € (_7 Minuten in die Schweiz_)
* SMS: 1,50 €

Fällig ist sie am *15. Juni*. Hast du noch Fragen zu einzelnen Posten?`,

  `Add this to \`.github/workflows/ci.yml\`:

\`\`\`yaml
on:
  push:
    branches: [main]
    paths: ["src/**", "!**/*.md"]
\`\`\`

The pattern src/** matches all files below src. Secrets such as \${{ secrets.NPM_TOKEN }} are never printed; they appear as ***.`,
];
