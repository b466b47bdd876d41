/** Answers as models write them for shops, schools, offices and developers, with all the marks that may go wrong. */
export const ANSWERS: readonly string[] = [
  `Delivery takes **~5 minutes** to book and ~3 to 5 days to arrive. If your parcel is not there after ~7 days, write to help@shop.example and we look for it.`,

  `Yes, you can return it.

1. Open **Orders** and choose the parcel.
2. Click *Return* and print the label.
3. Bring it to any shop within **30 days**.

The refund takes about 5 working days. See [our return policy](https://shop.example/returns) for the details.`,

  `Our plans at a glance:

| Plan | Price* | Users | Support |
|------|-------:|:-----:|---------|
| Free | 0 € | 1 | Forum |
| Team | 9 €* | 10 | E-mail, within *one* day |
| Business | 29 €* | unlimited | Phone<br>and e-mail |

*plus tax, billed once a year. You can cancel at any time.`,

  `To install it, run \`npm install oneshot\` and create the file \`~/.config/oneshot/settings.json\`:

\`\`\`json
{
  "apiUrl": "https://api.shop.example",
  "retries": 0
}
\`\`\`

Then start it with \`npx oneshot --config ~/.config/oneshot/settings.json\`. The folder ~/.config must be writable.`,

  `The build output is in /_next/static and the source in src/. Delete /_next and run the build again if a page shows old styles. Files that match *.test.ts are left out, and so is everything in **/fixtures.`,

  `Hello [Your Name],

thank you for your message. Your appointment on [date] is confirmed. Please bring your **insurance card** and a list of your medicines.

Kind regards,
[Practice name]`,

  `# Photosynthesis

Plants turn light into sugar. The short formula is 6 CO2 + 6 H2O → C6H12O6 + 6 O2.

## Two steps

- **Light reactions** happen in the thylakoids and make *ATP* and *NADPH*.
- The **Calvin cycle** happens in the stroma and makes sugar.

> Remember: no light, no ATP.`,

  `Sure! Here is how the loop works:

\`\`\`python
for i in range(3):
    print(i ** 2)
\`\`\`

It prints \`0\`, \`1\` and \`4\`, because \`**\` raises a number to a power. In most languages, 2 ** 3 is written pow(2, 3).`,

  `The museum is open **Tuesday to Sunday, 10:00–18:00**. On Mondays it is closed.[^1] Tickets cost 12 €, or 8 € for students.

Groups of more than 15 people need a [reservation](https://museum.example/groups).

[^1]: It is open on Easter Monday and Whit Monday.`,

  `营业时间是**周一至周五 9:00–18:00**,周末休息。请注意:**节假日除外。**如果您需要帮助,请发送邮件至 help@shop.example,我们会在 24 小时内回复。

- **退货:**请在30天内寄回。
- **换货。**请先联系客服。`,

  `Die Rückgabe ist **kostenlos**. So geht es:

1. Melden Sie die Rückgabe unter *Mein Konto* an.
2. Drucken Sie das Etikett aus (ca. 2 Minuten).
3. Geben Sie das Paket in einer Filiale ab – bis spätestens **14 Tage** nach Erhalt.

Das Geld ist nach 3–5 Werktagen auf Ihrem Konto.`,

  `You need three things:

- [x] a valid passport
- [x] a photo (35 × 45 mm)
- [ ] the form [DS-11](https://travel.example/ds-11)

The fee is $130, plus $35 for the execution. **Do not sign the form** before you are at the counter.`,

  `The difference is small. \`let\` declares a variable, \`const\` a constant:

\`\`\`js
const a = [1, 2];
a[0] = 5; // allowed: the array itself stays the same
\`\`\`

So arr[0] may change, but \`a\` always refers to the same array. Use \`Object.freeze(a)\` if a[0] must not change.`,

  `**Short answer:** no.

**Long answer:** the warranty covers *manufacturing defects* for two years. It does not cover:

* damage by water or falls,
* batteries older than 12 months,
* devices that were opened by third parties.

If in doubt, bring the device to a service point, and we have a look.`,

  `A recipe for four people (~35 minutes):

## Ingredients

- 400 g spaghetti
- 150 g guanciale
- 4 egg yolks
- 80 g *Pecorino Romano*

## Steps

1. Boil the pasta in **lightly** salted water.
2. Fry the guanciale until it is crisp (~8 minutes).
3. Mix yolks and cheese, then add a little pasta water.
4. Take the pan off the heat and mix everything. **Never** let the eggs cook.`,

  `Your balance is 1,204.50 €. The last three bookings:

Date | Text | Amount
-----|------|------:
03.11. | Rent | -820.00 €
02.11. | Salary | +2,450.00 €
01.11. | Groceries | -54.30 €

Do you want to see older bookings?`,

  `You can reach us by phone at +49 30 1234567, by mail at <support@bank.example>, or in the app under **Profile → Help**. We never ask for your PIN. If somebody does, [report it](https://bank.example/report?source=chat&lang=en).`,

  `The regular expression \`^\\d{3}-\\d{4}$\` matches numbers such as 555-1234. Without code marks, you must write \\*, \\_ and \\[ with a backslash. The pattern a*b matches "b", "ab" and "aab".`,

  `Set \`NODE_ENV=production\` and the variables DATABASE_URL and SECRET_KEY. Names such as __init__ and snake_case_name are written in code marks: \`__init__\`. The page of the author is https://people.example/~jane/ and holds more examples.`,

  `Here is a comparison:

| Feature | **Basic** | **Pro** |
|:--------|:---------:|:-------:|
| Storage | 5 GB | 100 GB |
| Price | ~~10 €~~ **8 €** | ~~20 €~~ **15 €** |
| Export | – | \`CSV\`, \`PDF\` |

The discount ends on 31 December.`,

  `Yes, the pool is heated to 28 °C. Opening hours:

- **Monday:** closed
- **Tuesday–Friday:** 7:00–21:00
- **Weekend:** 9:00–19:00

*Children under six swim for free.* Lockers need a 1 € coin.`,

  `Le retour est **gratuit** pendant 30 jours. Voici comment faire :

1. Connectez-vous à votre compte.
2. Choisissez *Mes commandes*, puis **Retourner**.
3. Imprimez l'étiquette et déposez le colis.

Le remboursement arrive sous ~5 jours ouvrés.`,

  `The command is:

\`\`\`bash
git rebase -i HEAD~3
\`\`\`

In the editor, change \`pick\` to \`squash\` for the commits you want to join. HEAD~1 is the last commit but one. If something goes wrong, \`git rebase --abort\` brings everything back.`,

  `Pour the water slowly. The ratio is 1:16, so 15 g of coffee need 240 ml of water. Wait 30 seconds after the first pour – this is called *blooming* – and finish within three minutes. **Tip:** water at 94 °C is best for light roasts.`,

  `That depends on your contract:

### Contract before 2023

You can cancel **every month**. Write to contracts@gym.example.

### Contract from 2023 on

You can cancel **with one month's notice** after the first year. Use the [cancel form](https://gym.example/cancel), or bring a letter.

---

Both: unused credits are lost.`,

  `إجابة قصيرة: نعم، يمكنك إرجاع **أي منتج** خلال 30 يومًا.

1. افتح *طلباتي*.
2. اختر المنتج واضغط **إرجاع**.
3. اطبع الملصق وأرسل الطرد.

يصل المبلغ خلال 5 أيام.`,

  `The HTTP status tells you what happened:

- \`200 OK\`: everything worked.
- \`404 Not Found\`: the address is wrong, e.g. \`/users/<id>\` without an id.
- \`5xx\`: the server failed. Try again after ~30 seconds, at most 3 times.

A <div> in your page has nothing to do with it.`,

  `**Q: Can I bring my dog?**
A: Yes, dogs are welcome in the *garden*, but not in the restaurant.

**Q: Is there parking?**
A: There are 20 places behind the house (2 €/h). AT&T customers park for free & get a coffee.`,

  `Use this template:

> Dear Sir or Madam,
>
> I hereby cancel my contract no. **[number]** with effect from *[date]*. Please confirm the receipt in writing.
>
> Yours faithfully

Send it by registered mail. Keep the receipt for [at least three years](https://law.example/retention).`,

  `Integrals of powers: ∫ x^n dx = x^(n+1)/(n+1) + C for n ≠ -1. With a * b = c and b > 0, a = c / b. The product 3 * 4 * 5 is 60. In code: \`a * b * c\`.`,

  `最短で**翌日**に届きます。送料は*全国一律*500円です(沖縄・離島を除く)。詳しくは[配送について](https://shop.example/shipping)をご覧ください。

1. 注文を確定する
2. **「お急ぎ便」**を選ぶ
3. 受け取り時間は9~12時、14~18時から選べます`,

  `배송은 보통 **2~3일** 걸립니다. 영업시간은 9~18시이고, 토요일은 10~15시입니다. **반품은 무료입니다.** 자세한 내용은 [반품 안내](https://shop.example/returns)를 확인하세요.`,

  `1. **Check the cable.** It must click.
2. **Restart the router.** Unplug it for ~10 seconds.
   - The light must be *green*.
   - If it is red, go to step 3.
3. **Call us.** The number is on the bottom of the router.

Still offline? Open http://192.168.1.1 and look for "DSL sync".`,

  `Here's the SQL:

\`\`\`sql
SELECT name, count(*) AS orders
FROM customers
JOIN orders USING (customer_id)
GROUP BY name
HAVING count(*) > 5;
\`\`\`

\`count(*)\` counts rows; \`count(name)\` leaves out NULL.`,

  `The exam has three parts:

Part | Minutes | Points
---|---|---
Reading | 60 | 40
Listening | 30 | 30
Writing | 60 | 30

You pass with **60 of 100 points**. Results come after *two weeks*.`,

  `Según la política, puedes cambiar la talla **gratis** durante 30 días. Solo tienes que:

- guardar la etiqueta,
- abrir *Mis pedidos*,
- elegir **Cambiar talla**.

¿Quieres que te envíe el enlace? Está aquí: [cambios](https://tienda.example/cambios).`,

  `Two options come to mind. The first is cheap but slow: take the bus 100 from the airport (~55 min, 3.60 €). The second is fast: the train FEX (~23 min, 3.80 €). **I'd take the train.**[^fare]

[^fare]: Both fares are valid for zone ABC.`,

  `The function returns \`undefined\` because the arrow function has braces and no \`return\`:

\`\`\`ts
const double = (n: number) => { n * 2 };     // undefined
const doubled = (n: number) => n * 2;        // works
\`\`\`

**Why?** With braces, the body is a *block*. Either add \`return\`, or leave the braces out.`,

  `Nebenwirkungen sind selten (weniger als 1 von 100). Dazu zählen:

* Kopfschmerzen
* Übelkeit
* *sehr selten:* Hautausschlag

**Wichtig:** Nehmen Sie nicht mehr als **3 Tabletten** am Tag. Bei Fragen hilft die Apotheke. Im Notfall: 112.`,

  `You asked for the shortest path. With Dijkstra's algorithm, from A:

| Step | Visited | dist[B] | dist[C] |
|-----:|---------|--------:|--------:|
| 0 | – | ∞ | ∞ |
| 1 | A | 4 | 2 |
| 2 | A, C | **3** | 2 |

So the path A → C → B costs 3. The array dist[] holds the result.`,

  `Our address is:

Example Ltd.\\
12 High Street\\
London W1A 1AA

The entrance is *around the corner*, next to the bakery. Step-free access: yes.`,

  `I can't see your order, but *you* can: open [Orders](https://shop.example/account/orders), choose the order and look at **Status**. "In transit" means the parcel is on its way. If it says *"Exception"*, please write to us with the order number (it looks like #A-1042_7).`,

  `Great question! __Both__ are right, but for different reasons. The _first_ counts from 0, the _second_ from 1. File names like report_final_v2.pdf have nothing to do with it.

- _Zero-based:_ C, Java, Python
- _One-based:_ Lua, R, Fortran`,

  `Keep the plant at 18–24 °C, water it every 7–10 days and turn it once a week. Yellow leaves mean too much water; brown tips mean dry air. ***Never*** put it in direct sun. A good guide: https://plants.example/guides/ficus_lyrata?utm=chat#light.`,
];
